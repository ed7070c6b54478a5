// Two people and two organisations for warm-up queries, not the largest.
MATCH (o:Organisation)
WITH o, COUNT { (o)<-[:LEFT]-() } AS leavings LIMIT 1000
WITH o, leavings ORDER BY leavings = 0, leavings LIMIT 2
WITH collect(o.id) AS organisations, collect(o)[0] AS first
RETURN organisations, COLLECT { MATCH (p:Person)-[:LEFT]->(first) RETURN p.id LIMIT 1 } + COLLECT { MATCH (p:Person) RETURN p.id LIMIT 2 } AS people
