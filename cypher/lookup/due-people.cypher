// Which people have a scheduled event that is due? One page ordered by id.
MATCH (p:Person) WHERE p.due <= date() AND p.id > $after
RETURN p.id AS id
ORDER BY id LIMIT $limit
