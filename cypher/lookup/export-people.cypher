// People for an export with their descriptions. One page ordered by id.
MATCH (n:Person) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, properties(n) AS properties,
       COLLECT {
         MATCH (n)-[said:DESCRIBED_BY]->(by) WHERE said.withdrawn IS NULL
         RETURN {source: CASE WHEN by:Source THEN by.id END,
                 properties: said {.name, .aliases, .died, .type, .dissolved, .note}} ORDER BY said.load
       } AS descriptions
ORDER BY id
