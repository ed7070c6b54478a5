// People for an export, a page in the order of their ids.
MATCH (n:Person) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, properties(n) AS properties
ORDER BY id
