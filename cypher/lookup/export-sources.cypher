// Sources for an export. One page ordered by id.
MATCH (n:Source) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, properties(n) AS properties
ORDER BY id
