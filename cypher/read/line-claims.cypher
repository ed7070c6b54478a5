// Which sources, statuses, roles and manners of leaving do the claims under each line of the map have?
// One row for each pair that any active claim or part-of relation connects. Without a node in the order of the overview, so that both
// have the same lines at one limit, and only as many are read as the limit requires.
CALL () {
  WITH 1 AS everywhere WHERE $node IS NULL
  // As in the overview: tenures, part-of relations, rumours and denials cover all pairs.
  CALL () {
    MATCH (target:Organisation) WHERE target.id > ''
    CALL (target) {
      MATCH (target)<-[:WAS_AT|PART_OF]-(source)
      RETURN count(DISTINCT source) AS pairs
    }
    RETURN sum(pairs) AS connected
  }
  CALL () {
    MATCH (claim:Claim) USING INDEX claim:Claim(status)
    WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
    MATCH (claim)-[:OF]->(:Person)-[:SAME_AS*0..5]->(source:Person) WHERE NOT EXISTS { (source)-[:SAME_AS]->() }
    MATCH (claim)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(target:Organisation)
    WHERE NOT EXISTS { (target)-[:SAME_AS]->() } AND NOT EXISTS { (source)-[:WAS_AT]->(target) }
    WITH DISTINCT source, target
    RETURN count(*) AS doubtful
  }
  WITH connected + doubtful AS total
  MATCH (object:Organisation) WHERE object.id > ''
  WITH total, object, COUNT { (object)--() } AS degree
  ORDER BY degree DESC, object.id
  CALL (object) {
    CALL (object) {
      MATCH (object)<-[:SAME_AS*0..5]-(:Organisation)<-[:AT]-(c:Claim)
      WHERE c.withdrawn IS NULL AND NOT EXISTS { (object)-[:SAME_AS]->() }
      MATCH (c)-[:OF]->(:Person)-[:SAME_AS*0..5]->(subject:Person) WHERE NOT EXISTS { (subject)-[:SAME_AS]->() }
      MATCH (c)-[:FROM]->(s:Source)
      RETURN subject, c {.id, .event, .status, .role, .manner, source: s.id} AS claim
      UNION ALL
      MATCH (object)<-[r:PART_OF]-(subject:Organisation)
      RETURN subject, {id: r.id, event: 'part-of', status: 'reported', role: null, manner: null, source: r.source} AS claim
    }
    RETURN subject, collect(claim) AS claims
  }
  WITH total, degree, object, subject, claims
  ORDER BY degree DESC, object.id, subject.id
  LIMIT $limit
  RETURN subject, object, claims, total
  UNION ALL
  CALL () {
    MATCH (:Person|Organisation {id: $node})<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim)
    WHERE c.withdrawn IS NULL
    MATCH (c)-[:OF]->(:Person)-[:SAME_AS*0..5]->(subject:Person) WHERE NOT EXISTS { (subject)-[:SAME_AS]->() }
    MATCH (c)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(object:Organisation) WHERE NOT EXISTS { (object)-[:SAME_AS]->() }
    MATCH (c)-[:FROM]->(s:Source)
    RETURN subject, object, c {.id, .event, .status, .role, .manner, source: s.id} AS claim
    UNION ALL
    MATCH (:Organisation {id: $node})-[r:PART_OF]-()
    RETURN startNode(r) AS subject, endNode(r) AS object,
           {id: r.id, event: 'part-of', status: 'reported', role: null, manner: null, source: r.source} AS claim
  }
  WITH subject, object, collect(claim) AS claims
  ORDER BY size(claims) DESC, subject.id, object.id
  WITH collect({subject: subject, object: object, claims: claims}) AS found
  UNWIND found[..$limit] AS row
  RETURN row.subject AS subject, row.object AS object, row.claims AS claims, size(found) AS total
}
WITH subject {.id, .name} AS subject, object {.id, .name} AS object, total,
     COLLECT { UNWIND claims AS claim RETURN claim ORDER BY claim.id } AS claims
WITH *, COLLECT { UNWIND claims AS one WITH one WHERE one.status <> 'denied' RETURN DISTINCT one.source AS id ORDER BY id } AS sources
RETURN subject, object, size(sources) AS count, sources,
       COLLECT { UNWIND claims AS one WITH one WHERE one.status = 'denied' RETURN DISTINCT one.source AS id ORDER BY id } AS denying,
       COLLECT { UNWIND claims AS one RETURN DISTINCT one.status AS status ORDER BY status } AS statuses,
       COLLECT { UNWIND claims AS one WITH one WHERE one.role IS NOT NULL RETURN DISTINCT one.role AS role ORDER BY role } AS roles,
       COLLECT {
         UNWIND claims AS one WITH one WHERE one.event = 'left' AND one.manner IS NOT NULL
         RETURN DISTINCT one.manner AS manner ORDER BY manner
       } AS manners, claims, total
