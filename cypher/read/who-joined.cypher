// Who joined an organisation, when, in what manner, and which sources say so?
// Rows that are definitely within the window come first, then those that only may be. In both, the latest joinings come first: a
// certainly later one is never below an earlier one. Joinings without any bound come last.
MATCH (o:Organisation {id: $organisation})<-[joined:JOINED]-(p:Person)
WITH o, p, joined,
     date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to,
     coalesce(joined.earliest, date('0001-01-01')) AS earliest, coalesce(joined.latest, date('9999-12-31')) AS latest
WHERE latest >= from AND earliest <= to
WITH o, p, joined,
     CASE WHEN earliest >= from AND latest <= to THEN 'definite' ELSE 'possible' END AS certainty
ORDER BY certainty, coalesce(joined.latest, joined.earliest) IS NULL, joined.latest IS NOT NULL, joined.latest DESC,
         joined.earliest DESC, p.name, joined.id
WITH o, collect({p: p, joined: joined, certainty: certainty}) AS found
UNWIND range(0, size(found[..$limit]) - 1) AS at
WITH o, size(found) AS total, found[at].p AS p, found[at].joined AS joined, found[at].certainty AS certainty,
     CASE WHEN at > 0 AND found[at - 1].certainty = found[at].certainty THEN found[at - 1].joined END AS above
OPTIONAL MATCH (origin:Organisation {id: joined.origin})
RETURN p {.id, .name} AS person, o {.id, .name} AS at,
       joined.on AS on, joined.earliest AS earliest, joined.latest AS latest, joined.announced AS announced,
       joined.role AS role, joined.manner AS manner, origin {.id, .name} AS origin,
       joined.status AS status, joined.scheduledAsOf AS scheduledAsOf, joined.disputed AS disputed,
       coalesce(joined.disputes, []) AS disputes, certainty,
       CASE WHEN joined.latest < above.earliest THEN 'definite' WHEN above IS NOT NULL THEN 'possible' END AS order,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN joined.claims AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
