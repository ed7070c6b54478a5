// Where did the people who joined an organisation come from?
// A tenure elsewhere is an origin if the joining is paired with its leaving (originLeft: a source says they came from there), if it
// is the stated origin and has no leaving, or, if no source names an origin, if it can have ended before they joined. Excludes
// tenures that certainly ended before another one that was certainly over by the joining, and a team next to its organisation.
// Rows that are only possible, because of the window or the origin, come last. In both parts, the latest joinings come first.
MATCH (o:Organisation {id: $organisation})<-[joined:JOINED]-(p:Person)-[was:WAS_AT {stint: joined.stint}]->(o)
WHERE joined.status IN ['confirmed', 'reported']
WITH o, p, joined, was,
     date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to,
     coalesce(joined.earliest, date('0001-01-01')) AS earliest, coalesce(joined.latest, date('9999-12-31')) AS latest
WHERE latest >= from AND earliest <= to
WITH o, p, joined, CASE WHEN earliest >= from AND latest <= to THEN 'definite' ELSE 'possible' END AS within, COLLECT {
  MATCH (p)-[stay:WAS_AT]->(prior:Organisation)
  WHERE stay.id <> was.id
    AND NOT EXISTS { (prior)-[:PART_OF*1..5]->(o) } AND NOT EXISTS { (o)-[:PART_OF*1..5]->(prior) }
  OPTIONAL MATCH (p)-[left:LEFT {stint: stay.stint}]->(prior) WHERE left.status IN ['confirmed', 'reported']
  WITH stay, prior, left, coalesce(joined.origin = prior.id AND (left.id = joined.originLeft
         OR (left IS NULL AND joined.originLeft IS NULL)), false) AS stated,
       // No source says that an open tenure ended: it lasted at least until the last sighting.
       CASE WHEN stay.open THEN stay.lastSeen + duration({days: 1}) ELSE stay.endEarliest END AS endEarliest
  WHERE NOT coalesce(stay.beginEarliest >= was.beginLatest, false) AND (stated OR (joined.origin IS NULL
    AND coalesce(endEarliest <= was.beginLatest, true)))
  RETURN {stay: stay, prior: prior, on: left.on, stated: stated, endEarliest: endEarliest,
          wholes: COLLECT { MATCH (prior)-[:PART_OF*1..5]->(whole) RETURN whole.id },
          over: CASE WHEN stated THEN coalesce(joined.originCertainty, 'definite') = 'definite'
                     ELSE coalesce(stay.endLatest <= was.beginEarliest, false)
                          OR (prior = o AND coalesce(stay.endLatest <= was.endEarliest, false)) END} AS step
} AS steps
WITH o, p, joined, within, steps AS all, [a IN steps WHERE none(b IN steps WHERE
       (b.over AND coalesce(b.endEarliest > a.stay.endLatest, false))
       OR (b.prior.id IN a.wholes AND NOT coalesce(b.stay.endLatest < a.endEarliest, false)))] AS steps
// An origin is certain if that tenure was certainly over and no other tenure can have ended since, reported or not.
WITH o, p, joined, within, [a IN steps | a {.*, sure: a.over AND (a.stated OR none(b IN all WHERE b.prior <> a.prior
       AND NOT b.prior.id IN a.wholes AND NOT a.prior.id IN b.wholes
       AND NOT coalesce(b.stay.endLatest <= a.endEarliest, false)))}] AS steps
OPTIONAL MATCH (stated:Organisation {id: joined.origin})
// A source may name an origin without any reported tenure there.
WITH o, p, joined, within, CASE WHEN steps = [] THEN [{prior: stated, sure: stated IS NOT NULL}] ELSE steps END AS steps
UNWIND steps AS step
WITH o, p, joined, within, step, within = 'possible' OR (step.prior IS NOT NULL AND NOT coalesce(step.sure, false)) AS doubt
ORDER BY doubt, coalesce(joined.latest, joined.earliest) IS NULL, joined.latest IS NOT NULL, joined.latest DESC,
         joined.earliest DESC, p.name, joined.id, step.stay.endLatest, step.prior.name, step.stay.id
WITH o, collect({p: p, joined: joined, within: within, step: step, doubt: doubt}) AS found
UNWIND range(0, size(found[..$limit]) - 1) AS at
WITH o, size(found) AS total, found[at].p AS p, found[at].joined AS joined, found[at].within AS within,
     found[at].step AS step, CASE WHEN at > 0 AND found[at - 1].doubt = found[at].doubt THEN found[at - 1].joined END AS above
RETURN p {.id, .name} AS person, o {.id, .name} AS at,
       joined.on AS joined, joined.earliest AS earliest, joined.latest AS latest, joined.announced AS announced,
       joined.status AS status, joined.scheduledAsOf AS scheduledAsOf, joined.disputed AS disputed, within,
       CASE WHEN step.prior IS NULL THEN 'none reported' ELSE 'known' END AS origin,
       CASE WHEN step.prior IS NOT NULL THEN {id: step.prior.id, name: step.prior.name} END AS organisation,
       step.on AS left, step.stay.roles AS roles,
       CASE WHEN step.sure THEN 'definite' WHEN step.prior IS NOT NULL THEN 'possible' END AS certainty,
       CASE WHEN joined.latest < above.earliest THEN 'definite' WHEN above <> joined THEN 'possible' END AS order,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source)
         WHERE c.id IN joined.claims + coalesce(step.stay.claims, []) AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
