// Tenures with all properties. One page ordered by id.
MATCH (a)-[r:WAS_AT]->(b) WHERE r.id > $after
WITH a, r, b ORDER BY r.id LIMIT $limit
RETURN r.id AS id, a.id AS from, b.id AS to, properties(r) AS properties
ORDER BY id
