// Who left an organisation and came back to it, and after how long?
MATCH (o:Organisation {id: $organisation})<-[stay:WAS_AT]-(p:Person)
WITH o, p, collect(stay) AS stays WHERE size(stays) > 1
UNWIND stays AS stay
WITH o, p, stay
ORDER BY coalesce(stay.beginLatest, stay.beginEarliest, stay.endLatest) IS NULL,
         coalesce(stay.beginLatest, stay.beginEarliest, stay.endLatest), stay.endLatest, stay.stint
WITH o, p, collect(stay) AS stays
UNWIND range(1, size(stays) - 1) AS at
// Simultaneous posts and a return on the day of leaving do not count. Uses the certain order of two tenures, otherwise a
// possible one by their begins.
WITH o, p, stays, [[stays[at - 1], stays[at]], [stays[at], stays[at - 1]]] AS orders
WITH o, p, stays, [pair IN orders WHERE NOT pair[0].open AND coalesce(pair[0].endEarliest < pair[1].beginLatest, true)] AS orders
WITH o, p, stays, ([pair IN orders WHERE pair[0].endLatest <= pair[1].beginEarliest] + orders)[0] AS pair
WHERE pair IS NOT NULL
WITH o, p, stays, pair[0] AS was, pair[1] AS again
// Excludes a gap that a third tenure certainly spans.
WHERE none(other IN stays WHERE coalesce(other.beginLatest < was.endEarliest AND other.endEarliest > again.beginLatest, false))
OPTIONAL MATCH (p)-[left:LEFT {stint: was.stint}]->(o)
OPTIONAL MATCH (p)-[returned:JOINED {stint: again.stint}]->(o)
WITH o, p, was, again, left, returned,
     duration.inDays(was.endLatest, again.beginEarliest).days AS least,
     duration.inDays(was.endEarliest, again.beginLatest).days AS most,
     any(other IN stays WHERE other.id <> was.id AND other.id <> again.id
       AND coalesce(other.beginEarliest < again.beginLatest, true) AND coalesce(other.endLatest > was.endEarliest, true)) AS spanned
WITH o, p, was, again, left, returned, {min: CASE WHEN least > 0 THEN least ELSE 0 END, max: most} AS gap,
     CASE WHEN NOT spanned AND (least > 0 OR returned.manner = 'returned') THEN 'definite' ELSE 'possible' END AS certainty
ORDER BY certainty, p.name, p.id, was.beginLatest, was.stint
WITH o, collect({p: p, was: was, again: again, left: left, returned: returned, gap: gap, certainty: certainty}) AS found
UNWIND found[..$limit] AS row
WITH o, size(found) AS total, row.p AS p, row.was AS was, row.again AS again, row.left AS left, row.returned AS returned,
     row.gap AS gap, row.certainty AS certainty
RETURN p {.id, .name} AS person, o {.id, .name} AS at, certainty, gap,
       left {.on, .earliest, .latest, .announced, .role, .manner, .status, .scheduledAsOf, .disputed} AS left,
       returned {.on, .earliest, .latest, .announced, .role, .manner, .status, .scheduledAsOf, .disputed} AS returned,
       was.roles AS rolesBefore, again.roles AS rolesAfter,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN was.claims + again.claims AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY c.id IN again.claims, c.event = 'left', s.published, c.id
       } AS claims,
       total
