// People with the organisations that they are connected to, for a layout. One page ordered by id. Merged people have no relationship.
MATCH (n:Person) WHERE n.id > $after AND NOT EXISTS { (n)-[:SAME_AS]->() }
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, COLLECT { MATCH (n)-[:JOINED|LEFT|WAS_AT]->(o:Organisation) RETURN DISTINCT o.id AS at ORDER BY at } AS neighbours
ORDER BY id
