// Organisations for an export with their descriptions and wholes. One page ordered by id.
MATCH (n:Organisation) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, properties(n) AS properties,
       COLLECT {
         MATCH (n)-[said:DESCRIBED_BY]->(by) WHERE said.withdrawn IS NULL
         RETURN {source: CASE WHEN by:Source THEN by.id END,
                 properties: said {.name, .aliases, .died, .type, .dissolved, .note}} ORDER BY said.load
       } AS descriptions,
       COLLECT { MATCH (n)-[r:PART_OF]->(whole) RETURN r {.*, whole: whole.id} ORDER BY r.id } AS parts
ORDER BY id
