// Who left an organisation, when, in what manner, and which sources say so?
// Rows that are definitely within the window come first, then those that only may be. In both, the latest leavings come first: a
// certainly later one is never below an earlier one. Leavings without any bound come last.
MATCH (o:Organisation {id: $organisation})<-[left:LEFT]-(p:Person)
WITH o, p, left,
     date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to,
     coalesce(left.earliest, date('0001-01-01')) AS earliest, coalesce(left.latest, date('9999-12-31')) AS latest
WHERE latest >= from AND earliest <= to
WITH o, p, left,
     CASE WHEN earliest >= from AND latest <= to THEN 'definite' ELSE 'possible' END AS certainty
ORDER BY certainty, coalesce(left.latest, left.earliest) IS NULL, left.latest IS NOT NULL, left.latest DESC,
         left.earliest DESC, p.name, left.id
WITH o, collect({p: p, left: left, certainty: certainty}) AS found
UNWIND range(0, size(found[..$limit]) - 1) AS at
WITH o, size(found) AS total, found[at].p AS p, found[at].left AS left, found[at].certainty AS certainty,
     CASE WHEN at > 0 AND found[at - 1].certainty = found[at].certainty THEN found[at - 1].left END AS above
RETURN p {.id, .name} AS person, o {.id, .name} AS at,
       left.on AS on, left.earliest AS earliest, left.latest AS latest, left.announced AS announced,
       left.role AS role, left.manner AS manner, left.destination AS destination,
       left.status AS status, left.scheduledAsOf AS scheduledAsOf, left.disputed AS disputed,
       coalesce(left.disputes, []) AS disputes, certainty,
       CASE WHEN left.latest < above.earliest THEN 'definite' WHEN above IS NOT NULL THEN 'possible' END AS order,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN left.claims AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
