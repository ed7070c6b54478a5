// Where did the people who left an organisation go?
// A stay elsewhere is a destination if a source says they came from here, or else if it can have begun after they left
// and was not over when the stay here had begun. Of several, those that surely came after another are later steps and
// not the answer; nor is a team beside its organisation.
MATCH (o:Organisation {id: $organisation})<-[left:LEFT]-(p:Person)-[was:WAS_AT {stint: left.stint}]->(o)
WHERE left.status IN ['confirmed', 'reported']
WITH o, p, left, was, COLLECT {
  MATCH (p)-[stay:WAS_AT]->(next:Organisation)
  WHERE stay.id <> was.id
    AND NOT EXISTS { (next)-[:PART_OF*1..5]->(o) } AND NOT EXISTS { (o)-[:PART_OF*1..5]->(next) }
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(next) WHERE joined.status IN ['confirmed', 'reported']
  WITH stay, next, joined, coalesce(joined.origin = o.id, false) AS told
  WHERE told OR (joined.origin IS NULL
    AND coalesce(stay.beginLatest >= was.endEarliest, true) AND NOT coalesce(stay.endLatest <= was.beginLatest, false))
  RETURN {stay: stay, next: next, on: joined.on, told: told,
          sure: told OR coalesce(stay.beginEarliest >= was.endLatest, false)
                OR (next = o AND coalesce(stay.beginEarliest >= was.beginLatest, false))} AS step
} AS steps
WITH p, left, [a IN steps WHERE a.told OR none(b IN steps WHERE
       (b.told AND NOT a.sure) OR coalesce(b.stay.beginLatest < a.stay.beginEarliest, false)
       OR EXISTS { MATCH (part)-[:PART_OF*1..5]->(whole) WHERE part = a.next AND whole = b.next })] AS steps
UNWIND CASE WHEN steps = [] THEN [null] ELSE steps END AS step
WITH p, left, step
ORDER BY left.latest IS NULL, left.latest DESC, p.name, step.stay.beginLatest, step.next.name
WITH collect({p: p, left: left, step: step}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.p AS p, row.left AS left, row.step AS step
RETURN p {.id, .name} AS person, left.on AS left, left.announced AS announced, left.status AS status, left.disputed AS disputed,
       CASE WHEN step IS NOT NULL THEN 'known'
            WHEN left.destination = 'undisclosed' THEN 'undisclosed'
            ELSE 'none reported' END AS destination,
       CASE WHEN step IS NOT NULL THEN {id: step.next.id, name: step.next.name} END AS organisation,
       step.on AS joined, step.stay.roles AS roles,
       CASE WHEN step.sure THEN 'definite' WHEN step IS NOT NULL THEN 'possible' END AS certainty,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN left.claims + coalesce(step.stay.claims, [])
         RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
                   source: s {.id, .title, .publisher, .url, .published}} AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
