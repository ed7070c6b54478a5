// Where did the people who left an organisation go?
// A stay elsewhere is a destination if its joining is paired with this leaving (originLeft: a source says they came from here),
// or, if no source names an origin, if it can have begun after they left. Of several, those that surely came after another one
// that surely came after the leaving are later steps and not the answer; nor is a team beside its organisation. The last to
// leave come first, as in who-left.
MATCH (o:Organisation {id: $organisation})<-[left:LEFT]-(p:Person)-[was:WAS_AT {stint: left.stint}]->(o)
WHERE left.status IN ['confirmed', 'reported']
WITH o, p, left, was,
     date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to,
     coalesce(left.earliest, date('0001-01-01')) AS earliest, coalesce(left.latest, date('9999-12-31')) AS latest
WHERE latest >= from AND earliest <= to
WITH o, p, left, was, CASE WHEN earliest >= from AND latest <= to THEN 'definite' ELSE 'possible' END AS within, COLLECT {
  MATCH (p)-[stay:WAS_AT]->(next:Organisation)
  WHERE stay.id <> was.id
    AND NOT EXISTS { (next)-[:PART_OF*1..5]->(o) } AND NOT EXISTS { (o)-[:PART_OF*1..5]->(next) }
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(next) WHERE joined.status IN ['confirmed', 'reported']
  WITH stay, next, joined, coalesce(joined.originLeft = left.id, false) AS stated,
       // Stays at one organisation have an order: their numbers give it where their dates leave it open.
       CASE WHEN next <> o THEN 0
            WHEN toInteger(stay.stint) > toInteger(was.stint) AND NOT coalesce(stay.beginLatest < was.beginLatest, false) THEN 1
            WHEN toInteger(stay.stint) < toInteger(was.stint) AND NOT coalesce(stay.beginLatest > was.beginLatest, false) THEN -1
            ELSE 0 END AS turn
  WHERE stated OR turn = 1 OR (turn = 0 AND coalesce(stay.beginLatest >= was.endEarliest, true))
  RETURN {stay: stay, next: next, on: joined.on, stated: stated, eligible: stated OR joined.origin IS NULL,
          wholes: COLLECT { MATCH (next)-[:PART_OF*1..5]->(whole) RETURN whole.id },
          pairedForSure: joined.originCertainty = 'definite',
          after: stated OR turn = 1 OR coalesce(stay.beginEarliest >= was.endLatest, false)} AS step
} AS steps
WITH o, p, left, was, within, steps AS all, [a IN steps WHERE a.stated OR (a.eligible AND none(b IN steps WHERE
       (b.stated AND NOT a.after) OR (b.after AND coalesce(b.stay.beginLatest < a.stay.beginEarliest, false))
       OR (b.next.id IN a.wholes AND NOT coalesce(b.stay.beginEarliest > a.stay.beginLatest, false))))] AS steps
// They surely went there if a stay there surely began after the leaving, and none elsewhere can have begun in between.
WITH o, p, left, within, [a IN steps | a {.*, sure: CASE WHEN a.stated THEN a.pairedForSure
         ELSE any(c IN all WHERE c.next = a.next AND c.after AND c.eligible AND none(b IN all WHERE b.next <> c.next
           AND NOT b.next.id IN c.wholes AND NOT c.next.id IN b.wholes AND coalesce(b.stay.beginEarliest < c.stay.beginLatest, true)
           AND coalesce(was.endEarliest < c.stay.beginLatest, true))) END}] AS steps
UNWIND CASE WHEN steps = [] THEN [null] ELSE steps END AS step
WITH o, p, left, within, step
ORDER BY coalesce(left.latest, left.earliest) IS NULL, left.latest IS NOT NULL, left.latest DESC, left.earliest DESC,
         p.name, left.id, step.stay.beginLatest, step.next.name, step.stay.id
WITH o, collect({p: p, left: left, within: within, step: step}) AS found
UNWIND range(0, size(found[..$limit]) - 1) AS at
WITH o, size(found) AS total, found[at].p AS p, found[at].left AS left, found[at].within AS within, found[at].step AS step,
     CASE WHEN at > 0 THEN found[at - 1].left END AS above
RETURN p {.id, .name} AS person, o {.id, .name} AS at,
       left.on AS left, left.earliest AS earliest, left.latest AS latest, left.announced AS announced,
       left.status AS status, left.disputed AS disputed, within,
       CASE WHEN step IS NOT NULL THEN 'known'
            WHEN left.destination = 'undisclosed' THEN 'undisclosed'
            ELSE 'none reported' END AS destination,
       CASE WHEN step IS NOT NULL THEN {id: step.next.id, name: step.next.name} END AS organisation,
       step.on AS joined, step.stay.roles AS roles,
       CASE WHEN step.sure THEN 'definite' WHEN step IS NOT NULL THEN 'possible' END AS certainty,
       CASE WHEN left.latest < above.earliest THEN 'definite' WHEN above <> left THEN 'possible' END AS order,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source)
         WHERE c.id IN left.claims + coalesce(step.stay.claims, []) AND c.withdrawn IS NULL
         RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
                   source: s {.id, .title, .publisher, .url, .published}} AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
