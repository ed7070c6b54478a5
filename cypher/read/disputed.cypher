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
WITH size(found) AS total, row.r AS r, row.p AS p, row.o AS o, COLLECT {
  MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN row.r.claims AND c.withdrawn IS NULL
  RETURN {c: c, s: s} ORDER BY s.published, c.id
} AS said
WITH total, r, p, o, said, [one IN said WHERE one.c.status IN ['confirmed', 'reported'] | one.c] AS standing
RETURN p {.id, .name} AS person, o {.id, .name} AS organisation, toLower(type(r)) AS event,
       r.on AS on, r.earliest AS earliest, r.latest AS latest, r.manner AS manner, r.status AS status,
       // The loader says so; of events written by one that did not, what their claims tell.
       coalesce(r.disputes, [about IN [
         CASE WHEN any(a IN standing WHERE any(b IN standing WHERE a.latest < b.earliest)) THEN 'date' END,
         CASE WHEN any(one IN said WHERE one.c.status = 'denied') THEN 'denied' END,
         CASE WHEN type(r) = 'LEFT' AND any(a IN standing WHERE any(b IN standing WHERE a.manner <> b.manner
                AND NOT 'undisclosed' IN [a.manner, b.manner])) THEN 'manner' END,
         CASE WHEN standing = [] THEN 'rumoured' END] WHERE about IS NOT NULL]) AS about,
       COLLECT {
         UNWIND said AS one
         WITH one.c AS c, one.s AS s
         RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
                   source: s {.id, .title, .publisher, .url, .published}} AS claim
       } AS claims,
       total
