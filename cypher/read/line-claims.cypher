// Which sources, statuses, roles and manners of leaving do the claims under each line of the map have?
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
  RETURN subject, object, s.id AS source, c.status AS status, c.role AS role,
         CASE c.event WHEN 'left' THEN c.manner END AS manner
  UNION ALL
  CALL () {
    MATCH (:Organisation {id: $node})-[r:PART_OF]-()
    RETURN r
    UNION
    WITH 1 AS everywhere WHERE $node IS NULL
    MATCH (:Organisation)-[r:PART_OF]->()
    RETURN r
  }
  RETURN startNode(r) AS subject, endNode(r) AS object, r.source AS source, 'reported' AS status, null AS role, null AS manner
}
WITH subject, object, collect(DISTINCT CASE WHEN status <> 'denied' THEN source END) AS sources,
     collect(DISTINCT CASE status WHEN 'denied' THEN source END) AS denying, collect(DISTINCT status) AS statuses,
     collect(DISTINCT role) AS roles, collect(DISTINCT manner) AS manners
ORDER BY size(sources) DESC, subject.id, object.id
WITH collect({subject: subject, object: object, sources: sources, denying: denying, statuses: statuses, roles: roles,
              manners: manners}) AS found
UNWIND found[..$limit] AS row
WITH row, row.subject AS subject, row.object AS object, size(found) AS total
RETURN subject {.id, .name} AS subject, object {.id, .name} AS object, size(row.sources) AS count,
       COLLECT { UNWIND row.sources AS id RETURN id ORDER BY id } AS sources,
       COLLECT { UNWIND row.denying AS id RETURN id ORDER BY id } AS denying,
       COLLECT { UNWIND row.statuses AS status RETURN status ORDER BY status } AS statuses,
       COLLECT { UNWIND row.roles AS role RETURN role ORDER BY role } AS roles,
       COLLECT { UNWIND row.manners AS manner RETURN manner ORDER BY manner } AS manners, total
