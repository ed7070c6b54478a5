// Where did the people who left an organisation go?
// The load determines the next tenures (left.next): those whose joining is paired with this leaving, or, if no source names an
// origin, those that can have begun after it and did not certainly follow another one. Rows that are only possible, because of the
// window or the destination, come last. In both parts, the latest leavings come first, as in who-left.
MATCH (o:Organisation {id: $organisation})<-[left:LEFT]-(p:Person)
WHERE left.status IN ['confirmed', 'reported']
WITH o, p, left,
     date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to,
     coalesce(left.earliest, date('0001-01-01')) AS earliest, coalesce(left.latest, date('9999-12-31')) AS latest
WHERE latest >= from AND earliest <= to
WITH o, p, left, CASE WHEN earliest >= from AND latest <= to THEN 'definite' ELSE 'possible' END AS within,
     range(0, size(coalesce(left.next, [])) - 1) AS steps
UNWIND CASE WHEN steps = [] THEN [null] ELSE steps END AS at
OPTIONAL MATCH (p)-[stay:WAS_AT {id: left.next[at]}]->(next:Organisation)
OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(next) WHERE joined.status IN ['confirmed', 'reported']
WITH o, p, left, within, CASE WHEN stay IS NOT NULL
       THEN {stay: stay, next: next, on: joined.on, certainty: left.nextCertainty[at]} END AS step
WITH o, p, left, within, step, within = 'possible' OR coalesce(step.certainty = 'possible', false) AS doubt
ORDER BY doubt, coalesce(left.latest, left.earliest) IS NULL, left.latest IS NOT NULL, left.latest DESC, left.earliest DESC,
         p.name, left.id, step.stay.beginLatest, step.next.name, step.stay.id
WITH o, collect({p: p, left: left, within: within, step: step, doubt: doubt}) AS found
UNWIND range(0, size(found[..$limit]) - 1) AS at
WITH o, size(found) AS total, found[at].p AS p, found[at].left AS left, found[at].within AS within, found[at].step AS step,
     CASE WHEN at > 0 AND found[at - 1].doubt = found[at].doubt THEN found[at - 1].left END AS above
RETURN p {.id, .name} AS person, o {.id, .name} AS at,
       left.on AS left, left.earliest AS earliest, left.latest AS latest, left.announced AS announced,
       left.status AS status, left.scheduledAsOf AS scheduledAsOf, left.disputed AS disputed, within,
       CASE WHEN step IS NOT NULL THEN 'known'
            WHEN left.destination = 'undisclosed' THEN 'undisclosed'
            ELSE 'none reported' END AS destination,
       CASE WHEN step IS NOT NULL THEN {id: step.next.id, name: step.next.name} END AS organisation,
       step.on AS joined, step.stay.roles AS roles,
       step.certainty AS certainty,
       CASE WHEN left.latest < above.earliest THEN 'definite' WHEN above <> left THEN 'possible' END AS order,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source)
         WHERE c.id IN left.claims + coalesce(step.stay.claims, []) AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
