// Organisations for an export, a page in the order of their ids, each with all that it is a part of.
MATCH (n:Organisation) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, properties(n) AS properties,
       COLLECT { MATCH (n)-[r:PART_OF]->(whole) RETURN r {.*, whole: whole.id} ORDER BY r.id } AS parts
ORDER BY id
