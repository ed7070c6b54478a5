// Who first reported each joining, leaving or presence, and when?
// Several sources are named if their dates of publication leave open which of them was first.
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
  RETURN subject, object, c, s
  UNION ALL
  CALL () {
    MATCH (:Organisation {id: $node})-[r:PART_OF]-()
    RETURN r
    UNION
    WITH 1 AS everywhere WHERE $node IS NULL
    MATCH (:Organisation)-[r:PART_OF]->()
    RETURN r
  }
  MATCH (s:Source {id: r.source})
  WITH r, s, {id: r.id, event: 'part-of', status: 'reported', locator: r.locator,
              on: CASE WHEN coalesce(r.from, r.to) IS NOT NULL THEN coalesce(r.from, '..') + '/' + coalesce(r.to, '..') END} AS c
  RETURN startNode(r) AS subject, endNode(r) AS object, c, s
}
WITH s, collect({subject: subject, object: object, c: c}) AS stated
publicationBounds(s)
UNWIND stated AS one
WITH one.subject AS subject, one.object AS object, one.c.event AS event, one.c.status AS status,
     collect({s: s, c: one.c, earliest: outEarliest, latest: outLatest}) AS supporting,
     // A source without a first day can be the first; without a last day, it bounds nothing.
     CASE WHEN count(outEarliest) = count(*) THEN min(outEarliest) END AS earliest, min(outLatest) AS latest,
     count(DISTINCT s) AS sources
ORDER BY latest IS NULL, latest DESC, earliest DESC, subject.name, subject.id, object.id, event, status
WITH collect({subject: subject, object: object, event: event, status: status, earliest: earliest, latest: latest,
              sources: sources, supporting: supporting}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row, row.subject AS subject, row.object AS object, [one IN row.supporting
       WHERE one.earliest IS NULL OR row.latest IS NULL OR one.earliest <= row.latest] AS first
RETURN subject {.id, .name} AS subject, object {.id, .name} AS object, row.event AS event, row.status AS status,
       row.earliest AS earliest, row.latest AS latest,
       CASE WHEN all(one IN first WHERE one.s = first[0].s) THEN 'definite' ELSE 'possible' END AS certainty,
       row.sources AS sources,
       COLLECT {
         UNWIND first AS one
         WITH one.c AS c, one.s AS s, one.earliest AS earliest
         RETURN evidence(c, s) AS claim
         ORDER BY earliest IS NULL, earliest, c.id
       } AS claims,
       total
