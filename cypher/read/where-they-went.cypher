// Where did the people who left an organisation go?
// A stay elsewhere is a destination if a source says they came from here, or if it can have begun after they left.
// Of several, those that surely came after another are later steps and not the answer.
MATCH (o:Organisation {id: $organisation})<-[left:LEFT]-(p:Person)-[was:WAS_AT {stint: left.stint}]->(o)
WHERE left.status IN ['confirmed', 'reported']
WITH o, p, left, was, COLLECT {
  MATCH (p)-[stay:WAS_AT]->(next:Organisation)
  WHERE stay.id <> was.id
    AND NOT EXISTS { (next)-[:PART_OF*1..5]->(o) } AND NOT EXISTS { (o)-[:PART_OF*1..5]->(next) }
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(next) WHERE joined.status IN ['confirmed', 'reported']
  WITH stay, next, joined, joined.origin = o.id AS told
  WHERE told OR ((joined.origin IS NULL)
    AND (stay.beginLatest IS NULL OR was.endEarliest IS NULL OR stay.beginLatest >= was.endEarliest))
  RETURN {stay: stay, next: next, on: joined.on,
          certainty: CASE WHEN told OR stay.beginEarliest >= was.endLatest THEN 'definite' ELSE 'possible' END} AS step
} AS steps
WITH p, left, [a IN steps WHERE none(b IN steps WHERE b.stay.beginLatest < a.stay.beginEarliest)] AS steps
UNWIND CASE WHEN steps = [] THEN [null] ELSE steps END AS step
WITH p, left, step
ORDER BY left.latest IS NULL, left.latest DESC, p.name, step.stay.beginLatest, step.next.name
WITH collect({p: p, left: left, step: step}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.p AS p, row.left AS left, row.step AS step
RETURN p {.id, .name} AS person, left.on AS left, left.announced AS announced,
       CASE WHEN step IS NOT NULL THEN 'known'
            WHEN left.destination = 'undisclosed' THEN 'undisclosed'
            ELSE 'none reported' END AS destination,
       step.next {.id, .name} AS organisation, step.on AS joined, step.stay.roles AS roles, step.certainty AS certainty,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN left.claims + coalesce(step.stay.claims, [])
         RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
                   source: s {.id, .title, .publisher, .url, .published}} AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
