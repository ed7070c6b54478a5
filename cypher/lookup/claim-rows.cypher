// The claims with these ids, with their ends, origin and source: what a file of a network needs to be loaded again.
UNWIND $claims AS id
MATCH (c:Claim {id: id})-[:FROM]->(s:Source)
MATCH (c)-[:OF]->(p:Person), (c)-[:AT]->(o:Organisation)
OPTIONAL MATCH (origin:Organisation {id: c.origin})
RETURN c.id AS id, properties(c) AS claim, properties(s) AS source, p {.id, .name} AS person,
       [one IN [o, origin] WHERE one IS NOT NULL | one {.id, .name, .type}] AS organisations
