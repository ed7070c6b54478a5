// What does every source say, claim by claim?
// In the order of their ids, which an index has, so that any number of rows can be streamed. Statements that one organisation
// is part of another come last. Excludes withdrawn claims; merged people and organisations have their present name.
WITH CASE WHEN $node IS NULL
       THEN COUNT { MATCH (c:Claim) WHERE c.id > '' AND c.withdrawn IS NULL } + COUNT { (:Organisation)-[:PART_OF]->() }
       ELSE COUNT { MATCH (:Person|Organisation {id: $node})<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim) WHERE c.withdrawn IS NULL }
            + COUNT { (:Organisation {id: $node})-[:PART_OF]-() } END AS total
CALL () {
  CALL () {
    WITH 1 AS everywhere WHERE $node IS NULL
    MATCH (c:Claim) WHERE c.id > '' AND c.withdrawn IS NULL
    RETURN c ORDER BY c.id
    UNION ALL
    MATCH (:Person|Organisation {id: $node})<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim) WHERE c.withdrawn IS NULL
    RETURN c ORDER BY c.id
  }
  MATCH (c)-[:OF]->(:Person)-[:SAME_AS*0..5]->(subject:Person) WHERE NOT EXISTS { (subject)-[:SAME_AS]->() }
  MATCH (c)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(object:Organisation) WHERE NOT EXISTS { (object)-[:SAME_AS]->() }
  MATCH (c)-[:FROM]->(s:Source)
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
  MATCH (s:Source {id: r.source})
  RETURN startNode(r) AS subject, endNode(r) AS object, s,
         {id: r.id, event: 'part-of', status: 'reported', locator: r.locator,
          on: CASE WHEN coalesce(r.from, r.to) IS NOT NULL THEN coalesce(r.from, '..') + '/' + coalesce(r.to, '..') END} AS c
}
WITH * LIMIT $limit
RETURN subject {.id, .name} AS subject, object {.id, .name} AS object, c.stint AS stint, c.earliest AS earliest,
       c.latest AS latest, c.recorded AS recorded, evidence(c, s) AS claim, total
