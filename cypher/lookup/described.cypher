// What are the combined values of these people, organisations or sources?
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
       // Needed only if rows name a source, which is rare.
       CASE WHEN $bySource THEN COLLECT { MATCH (n)-[by:DESCRIBED_BY]->(s:Source) WHERE by.withdrawn IS NULL RETURN DISTINCT s.id }
            ELSE [] END AS sources
