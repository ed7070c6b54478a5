// How many left one organisation and next joined another, and what share of its leavings and of its people is that?
// What counts as the next step is as in where-they-went; a rumour counts as nothing.
CALL () {
  MATCH (o:Organisation {id: $organisation})
  RETURN o
  UNION
  WITH 1 AS everywhere WHERE $organisation IS NULL
  MATCH (o:Organisation) WHERE o.id > ''
  RETURN o
}
CALL (o) {
  WITH o, date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to,
       COLLECT { MATCH (part)-[:PART_OF*1..5]->(o) RETURN part.id }
         + COLLECT { MATCH (o)-[:PART_OF*1..5]->(whole) RETURN whole.id } AS family
  MATCH (o)<-[left:LEFT]-(p:Person)-[was:WAS_AT {stint: left.stint}]->(o)
  WHERE left.status IN ['confirmed', 'reported']
    AND coalesce(left.latest >= from, true) AND coalesce(left.earliest <= to, true)
  WITH o, p, left, was,
       coalesce(left.earliest >= from, $from IS NULL) AND coalesce(left.latest <= to, $to IS NULL) AS sure,
       COLLECT {
         MATCH (p)-[stay:WAS_AT]->(next:Organisation)
         WHERE stay.id <> was.id AND NOT next.id IN family
         OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(next) WHERE joined.status IN ['confirmed', 'reported']
         WITH stay, next, joined, coalesce(joined.originLeft = left.id, false) AS stated,
              CASE WHEN next <> o THEN 0
                   WHEN toInteger(stay.stint) > toInteger(was.stint) AND NOT coalesce(stay.beginLatest < was.beginLatest, false)
                     THEN 1
                   WHEN toInteger(stay.stint) < toInteger(was.stint) AND NOT coalesce(stay.beginLatest > was.beginLatest, false)
                     THEN -1
                   ELSE 0 END AS turn
         // Who left within the window joined there on a later day of it, or after it.
         WHERE (stated OR turn = 1 OR (turn = 0 AND coalesce(stay.beginLatest >= was.endEarliest, true)))
           AND coalesce(stay.beginLatest >= from, true)
         RETURN {stay: stay, next: next, stated: stated, eligible: stated OR joined.origin IS NULL,
                 wholes: COLLECT { MATCH (next)-[:PART_OF*1..5]->(w) RETURN w.id },
                 pairedForSure: joined.originCertainty = 'definite',
                 after: stated OR turn = 1 OR coalesce(stay.beginEarliest >= was.endLatest, false)}
       } AS steps
  WITH o, p, left, was, sure, steps AS all, [a IN steps WHERE a.stated OR (a.eligible AND none(b IN steps WHERE
         (b.stated AND NOT a.after) OR (b.after AND coalesce(b.stay.beginLatest < a.stay.beginEarliest, false))
         OR (b.next.id IN a.wholes AND NOT coalesce(b.stay.beginEarliest > a.stay.beginLatest, false))))] AS steps
  WITH o, p, left, sure, [a IN steps | a {.*, sure: CASE WHEN a.stated THEN a.pairedForSure
           ELSE any(c IN all WHERE c.next = a.next AND c.after AND c.eligible AND none(b IN all WHERE b.next <> c.next
             AND NOT b.next.id IN c.wholes AND NOT c.next.id IN b.wholes AND coalesce(b.stay.beginEarliest < c.stay.beginLatest, true)
             AND coalesce(was.endEarliest < c.stay.beginLatest, true))) END}] AS steps
  WITH o, collect({person: p, left: left, sure: sure, steps: steps}) AS leavings
  WITH o, leavings, size(leavings) AS most, size([leaving IN leavings WHERE leaving.sure]) AS least
  UNWIND leavings AS leaving
  UNWIND range(0, size(leaving.steps) - 1) AS at
  WITH o, most, least, leaving, leaving.steps AS steps, leaving.steps[at] AS step, at
  // Two stays at the same place are one move.
  WHERE none(s IN steps[..at] WHERE s.next = step.next)
  WITH o, most, least, leaving, step, step.next AS next, [s IN steps WHERE s.next = step.next] AS here
  WITH o, most, least, leaving, step, next,
       leaving.sure AND any(s IN here WHERE s.sure) AS definite
  ORDER BY definite DESC, leaving.left.latest IS NULL, leaving.left.latest DESC, leaving.left.id
  WITH o, most, least, next, count(*) AS moved,
       sum(CASE WHEN definite THEN 1 ELSE 0 END) AS definite, sum(CASE WHEN leaving.sure THEN 0 ELSE 1 END) AS unsure,
       collect(DISTINCT leaving.person) AS people,
       count(DISTINCT CASE WHEN definite THEN leaving.person END) AS surePeople,
       collect([leaving.left, step.stay])[..10] AS moves
  // Lists and not maps: there may be a hundred thousand of them.
  RETURN most, least, collect([next, moved, definite, unsure, moves, people, surePeople]) AS flows
}
CALL (o) {
  // At the organisation at some time of the window.
  MATCH (o)<-[stay:WAS_AT]-(p:Person)
  WITH p, date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to, stay
  WHERE coalesce(stay.beginEarliest <= to, true) AND coalesce(stay.endLatest >= from, true)
  WITH p, coalesce(stay.beginLatest, stay.endLatest, date('9999-12-31')) <= to
          AND coalesce(stay.endEarliest, stay.lastSeen + duration({days: 1}), stay.beginEarliest, date('0001-01-01')) >= from AS sure
  WITH p, max(CASE WHEN sure THEN 1 ELSE 0 END) AS sure
  RETURN sum(sure) AS surelyThere, count(p) AS maybeThere
}
UNWIND flows AS flow
WITH o, most, least, surelyThere, maybeThere, flow, flow[0] AS next
ORDER BY flow[2] DESC, flow[1] DESC, o.id, next.id
WITH collect([o, most, least, surelyThere, maybeThere, flow]) AS found
UNWIND found[..$limit] AS one
WITH size(found) AS total, one[0] AS o, one[1] AS most, one[2] AS least, one[3] AS surelyThere, one[4] AS maybeThere,
     one[5][0] AS next, one[5][1] AS moved, one[5][2] AS definite, one[5][3] AS unsure, one[5][4] AS moves,
     size(one[5][5]) AS people, one[5][6] AS surePeople,
     // Movers who were not surely there count below the line as well, so that no share exceeds 1.
     CASE WHEN one[4] = one[3] THEN 0 ELSE COUNT {
       UNWIND one[5][5] AS p
       WITH p, one[0] AS o, date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to
       WHERE NOT EXISTS {
         MATCH (p)-[stay:WAS_AT]->(o)
         WHERE coalesce(stay.beginLatest, stay.endLatest, date('9999-12-31')) <= to
           AND coalesce(stay.endEarliest, stay.lastSeen + duration({days: 1}), stay.beginEarliest, date('0001-01-01')) >= from
       }
       RETURN p
     } END AS besides
RETURN o {.id, .name} AS from, next {.id, .name} AS to, definite, moved - definite AS possible,
       {min: surePeople, max: people} AS people,
       {min: least, max: most} AS leavings,
       {min: 1.0 * definite / most, max: 1.0 * moved / (least + unsure)} AS ofLeavings,
       {min: surelyThere, max: maybeThere} AS headcount,
       {min: CASE WHEN maybeThere > 0 THEN 1.0 * surePeople / maybeThere END,
        max: CASE WHEN surelyThere + besides > 0 THEN 1.0 * people / (surelyThere + besides) END} AS ofHeadcount,
       COLLECT {
         UNWIND range(0, size(moves) - 1) AS at
         WITH at, moves[at][0] AS left, moves[at][1] AS stay
         WITH at, left, stay, startNode(left) AS person
         OPTIONAL MATCH (person)-[joined:JOINED {stint: stay.stint}]->(next) WHERE joined.status IN ['confirmed', 'reported']
         RETURN {person: person {.id, .name}, left: left.on, joined: joined.on,
                 certainty: CASE WHEN at < definite THEN 'definite' ELSE 'possible' END,
                 claims: COLLECT {
                   MATCH (c:Claim)-[:FROM]->(s:Source)
                   WHERE c.id IN left.claims + stay.claims AND c.withdrawn IS NULL
                   RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator,
                             .note, source: s {.id, .title, .publisher, .url, .published}} AS claim
                   ORDER BY s.published, c.id
                 }}
       } AS moves,
       total
