// What does every source say, or one of them, claim by claim?
// Person by person, in the order of an index, so that any number of rows can be streamed. Statements that one organisation is
// part of another come last. Excludes withdrawn claims; merged people and organisations have their present name.
WITH CASE
       WHEN $source IS NOT NULL
       THEN COUNT {
              MATCH (:Source {id: $source})<-[:FROM]-(c:Claim) WHERE c.withdrawn IS NULL
                AND ($node IS NULL OR EXISTS { MATCH (c)-[:OF|AT]->()-[:SAME_AS*0..5]->(about) WHERE about.id = $node })
            }
            + COUNT {
              MATCH (part:Organisation)-[r:PART_OF]->(whole) WHERE r.source = $source
                AND ($node IS NULL OR $node IN [part.id, whole.id])
            }
       WHEN $node IS NULL
       THEN COUNT { MATCH (c:Claim) WHERE c.id > '' AND c.withdrawn IS NULL } + COUNT { (:Organisation)-[:PART_OF]->() }
       ELSE COUNT { MATCH (:Person|Organisation {id: $node})<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim) WHERE c.withdrawn IS NULL }
            + COUNT { (:Organisation {id: $node})-[:PART_OF]-() } END AS total
CALL () {
  CALL () {
    WITH 1 AS everywhere WHERE $node IS NULL AND $source IS NULL
    MATCH (subject:Person) WHERE subject.id > '' AND NOT EXISTS { (subject)-[:SAME_AS]->() }
    RETURN subject ORDER BY subject.id
    UNION ALL
    MATCH (subject:Person {id: $node}) WHERE $source IS NULL
    RETURN subject
    UNION ALL
    MATCH (:Organisation {id: $node})<-[:SAME_AS*0..5]-(:Organisation)<-[:AT]-(:Claim)-[:OF]->(:Person)-[:SAME_AS*0..5]->(subject:Person)
    WHERE $source IS NULL AND NOT EXISTS { (subject)-[:SAME_AS]->() }
    RETURN DISTINCT subject ORDER BY subject.id
    UNION ALL
    MATCH (:Source {id: $source})<-[:FROM]-(:Claim)-[:OF]->(:Person)-[:SAME_AS*0..5]->(subject:Person)
    WHERE NOT EXISTS { (subject)-[:SAME_AS]->() }
    RETURN DISTINCT subject ORDER BY subject.id
  }
  CALL (subject) {
    MATCH (subject)<-[:SAME_AS*0..5]-(:Person)<-[:OF]-(c:Claim)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(object:Organisation)
    WHERE c.withdrawn IS NULL AND NOT EXISTS { (object)-[:SAME_AS]->() } AND ($node IS NULL OR $node IN [subject.id, object.id])
    MATCH (c)-[:FROM]->(s:Source) WHERE $source IS NULL OR s.id = $source
    RETURN object, s, c ORDER BY object.name, object.id, coalesce(c.earliest, c.latest), c.id
  }
  RETURN subject, object, s, c {.*} AS c
  UNION ALL
  CALL () {
    WITH 1 AS everywhere WHERE $node IS NULL
    MATCH ()-[r:PART_OF]->() WHERE r.id > ''
    RETURN r ORDER BY r.id
    UNION ALL
    MATCH (:Organisation {id: $node})-[r:PART_OF]-()
    RETURN r ORDER BY r.id
  }
  MATCH (s:Source {id: r.source}) WHERE $source IS NULL OR s.id = $source
  RETURN startNode(r) AS subject, endNode(r) AS object, s,
         {id: r.id, event: 'part-of', status: 'reported', locator: r.locator,
          on: CASE WHEN coalesce(r.from, r.to) IS NOT NULL THEN coalesce(r.from, '..') + '/' + coalesce(r.to, '..') END} AS c
}
WITH * LIMIT $limit
RETURN subject {.id, .name} AS subject, object {.id, .name} AS object, c.stint AS stint, c.earliest AS earliest,
       c.latest AS latest, c.recorded AS recorded, evidence(c, s) AS claim, total
