// Which sources does each line of the map rest on?
// One row for each pair that any active claim or part-of relation connects.
CALL () {
  CALL () {
    MATCH (:Person|Organisation {id: $node})<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim)
    RETURN c
    UNION
    WITH 1 AS everywhere WHERE $node IS NULL
    MATCH (c:Claim) USING INDEX c:Claim(status)
    WHERE c.status IS NOT NULL
    RETURN c
  }
  WITH c WHERE c.withdrawn IS NULL
  MATCH (c)-[:OF]->(:Person)-[:SAME_AS*0..5]->(subject:Person) WHERE NOT EXISTS { (subject)-[:SAME_AS]->() }
  MATCH (c)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(object:Organisation) WHERE NOT EXISTS { (object)-[:SAME_AS]->() }
  MATCH (c)-[:FROM]->(s:Source)
  RETURN subject, object, s.id AS source, c.status = 'denied' AS denies
  UNION ALL
  CALL () {
    MATCH (:Organisation {id: $node})-[r:PART_OF]-()
    RETURN r
    UNION
    WITH 1 AS everywhere WHERE $node IS NULL
    MATCH (:Organisation)-[r:PART_OF]->()
    RETURN r
  }
  RETURN startNode(r) AS subject, endNode(r) AS object, r.source AS source, false AS denies
}
WITH subject, object, collect(DISTINCT CASE WHEN NOT denies THEN source END) AS sources,
     collect(DISTINCT CASE WHEN denies THEN source END) AS denying
ORDER BY size(sources) DESC, subject.id, object.id
WITH collect({subject: subject, object: object, sources: sources, denying: denying}) AS found
UNWIND found[..$limit] AS row
WITH row, row.subject AS subject, row.object AS object, size(found) AS total
RETURN subject {.id, .name} AS subject, object {.id, .name} AS object, size(row.sources) AS count,
       COLLECT { UNWIND row.sources AS id RETURN id ORDER BY id } AS sources,
       COLLECT { UNWIND row.denying AS id RETURN id ORDER BY id } AS denying, total
