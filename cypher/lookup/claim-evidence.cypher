// What do these claims say, and which sources make them?
UNWIND $ids AS id
MATCH (c:Claim {id: id})-[:FROM]->(s:Source)
RETURN evidence(c, s) AS claim
ORDER BY s.published, c.id
