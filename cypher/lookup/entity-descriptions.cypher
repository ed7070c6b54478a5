// What are the descriptions of these entities, in the order of their loads?
WITH $kind AS kind, $ids AS ids
matchByKind(kind, ids)
RETURN n {.id, .name, .aliases, .search, .searchForms, .type, .died, .dissolved, .note, .title, .publisher, .url, .published, .language} AS described,
       COLLECT {
         MATCH (n)-[said:DESCRIBED_BY]->(by) WHERE said.withdrawn IS NULL
         WITH said, by ORDER BY said.load, elementId(said)
         RETURN said {.*, source: CASE WHEN by:Source THEN by.id END}
       } AS descriptions
