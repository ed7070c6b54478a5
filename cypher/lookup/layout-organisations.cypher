// Organisations with those that they are part of, for a layout. One page ordered by id. Merged organisations have no relationship.
MATCH (n:Organisation) WHERE n.id > $after AND NOT EXISTS { (n)-[:SAME_AS]->() }
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, COLLECT { MATCH (n)-[:PART_OF]->(o:Organisation) RETURN DISTINCT o.id AS at ORDER BY at } AS neighbours
ORDER BY id
