// What are the descriptions of these entities, in the order of their loads?
CALL () {
  UNWIND CASE $kind WHEN 'person' THEN $ids ELSE [] END AS id
  MATCH (n:Person {id: id})
  RETURN n
  UNION ALL
  UNWIND CASE $kind WHEN 'organisation' THEN $ids ELSE [] END AS id
  MATCH (n:Organisation {id: id})
  RETURN n
  UNION ALL
  UNWIND CASE $kind WHEN 'source' THEN $ids ELSE [] END AS id
  MATCH (n:Source {id: id})
  RETURN n
}
RETURN n {.id, .name, .aliases, .search, .searchForms, .type, .died, .dissolved, .note, .title, .publisher, .url, .published, .language} AS described,
       COLLECT {
         MATCH (n)-[said:DESCRIBED_BY]->(by) WHERE said.withdrawn IS NULL
         WITH said, by ORDER BY said.load, elementId(said)
         RETURN said {.*, source: CASE WHEN by:Source THEN by.id END}
       } AS descriptions
