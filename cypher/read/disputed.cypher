// On what do the sources disagree, and what does each of them say?
CALL () {
  MATCH (:Person|Organisation {id: $node})-[r:JOINED|LEFT]-()
  WHERE r.disputed
  RETURN r
  UNION
  WITH 1 AS everywhere WHERE $node IS NULL
  MATCH ()-[r:JOINED|LEFT]->()
  WHERE r.disputed
  RETURN r
}
WITH r, startNode(r) AS p, endNode(r) AS o
ORDER BY r.latest IS NULL, r.latest DESC, r.earliest DESC, p.name, r.id
WITH collect({r: r, p: p, o: o}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.r AS r, row.p AS p, row.o AS o
RETURN p {.id, .name} AS person, o {.id, .name} AS organisation, toLower(type(r)) AS event,
       r.on AS on, r.earliest AS earliest, r.latest AS latest, r.manner AS manner, r.status AS status,
       r.scheduledAsOf AS scheduledAsOf,
       coalesce(r.disputes, []) AS about,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN r.claims AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
