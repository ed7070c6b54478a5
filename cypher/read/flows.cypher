// How many people moved from one organisation to another, and what share of its leavings and of its people is that?
// The load determines the next tenure (left.next), as in where-they-went. Rumours are not counted.
WITH date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to
CALL () {
  MATCH (o:Organisation {id: $organisation})
  RETURN o
  UNION
  WITH 1 AS everywhere WHERE $organisation IS NULL
  MATCH (o:Organisation) WHERE o.id > ''
  RETURN o
}
// Only counts here, because there may be a hundred thousand leavings. Details are read later for the largest flows.
MATCH (o)<-[left:LEFT]-(p:Person)
WHERE left.status IN ['confirmed', 'reported'] AND left.next IS NOT NULL
  AND coalesce(left.latest >= from, true) AND coalesce(left.earliest <= to, true)
UNWIND range(0, size(left.next) - 1) AS at
WITH from, to, o, p, left, at, left.nextAt[at] AS next
// A person who left within the window joined on a later day.
WHERE ($destination IS NULL OR next = $destination) AND ($from IS NULL OR left.earliest >= from
       OR EXISTS { MATCH (p)-[stay:WAS_AT {id: left.next[at]}]->() WHERE coalesce(stay.beginLatest >= from, true) })
// Two tenures at the same destination are one move.
WITH from, to, o, next, count(DISTINCT left) AS moved,
     // A person who certainly went there left before that tenure began.
     count(DISTINCT CASE WHEN left.nextCertainty[at] = 'definite' AND ($from IS NULL OR left.earliest >= from)
       AND ($to IS NULL OR coalesce(left.latest <= to, false)
            OR EXISTS { MATCH (p)-[stay:WAS_AT {id: left.next[at]}]->() WHERE stay.beginLatest <= to }) THEN left END) AS definite
ORDER BY definite DESC, moved DESC, o.id, next
WITH from, to, collect({o: o, next: next, moved: moved, definite: definite}) AS found
WITH from, to, size(found) AS total, found[..$limit] AS found
UNWIND range(0, size(found) - 1) AS place
WITH from, to, total, found[place].o AS o, collect(place) AS places, collect(found[place].next) AS nexts
CALL (o, from, to) {
  MATCH (o)<-[left:LEFT]-(:Person)
  WHERE left.status IN ['confirmed', 'reported']
    AND coalesce(left.latest >= from, true) AND coalesce(left.earliest <= to, true)
  RETURN count(*) AS most, count(CASE WHEN coalesce(left.earliest >= from, $from IS NULL)
                                       AND coalesce(left.latest <= to, $to IS NULL) THEN 1 END) AS least
}
CALL (o, from, to) {
  // People at the organisation at some time in the window.
  MATCH (o)<-[stay:WAS_AT]-(p:Person)
  WHERE coalesce(stay.beginEarliest <= to, true) AND coalesce(stay.endLatest >= from, true)
  RETURN count(DISTINCT p) AS maybeThere,
         count(DISTINCT CASE WHEN coalesce(stay.beginLatest, stay.endLatest, date('9999-12-31')) <= to
           AND coalesce(stay.endEarliest, stay.lastSeen + duration({days: 1}), stay.beginEarliest, date('0001-01-01')) >= from
           THEN p END) AS surelyThere
}
CALL (o, nexts, from, to) {
  MATCH (o)<-[left:LEFT]-(p:Person)
  WHERE left.status IN ['confirmed', 'reported'] AND left.next IS NOT NULL
    AND coalesce(left.latest >= from, true) AND coalesce(left.earliest <= to, true)
  UNWIND range(0, size(left.next) - 1) AS at
  WITH from, to, p, left, at, left.nextAt[at] AS nextId
  WHERE nextId IN nexts AND ($from IS NULL OR left.earliest >= from
         OR EXISTS { MATCH (p)-[stay:WAS_AT {id: left.next[at]}]->() WHERE coalesce(stay.beginLatest >= from, true) })
  WITH nextId, p, left, from, to, left.next[at] AS stay,
       left.nextCertainty[at] = 'definite' AND ($from IS NULL OR coalesce(left.earliest >= from, false))
       AND ($to IS NULL OR coalesce(left.latest <= to, false)
            OR EXISTS { MATCH (p)-[stay:WAS_AT {id: left.next[at]}]->() WHERE stay.beginLatest <= to }) AS definite
  ORDER BY definite DESC
  WITH nextId, p, left, collect(stay)[0] AS stay, collect(definite)[0] AS definite,
       coalesce(left.earliest >= from, $from IS NULL) AND coalesce(left.latest <= to, $to IS NULL) AS sure
  ORDER BY definite DESC, left.latest IS NULL, left.latest DESC, left.id
  RETURN nextId, count(*) AS moved, count(CASE WHEN definite THEN 1 END) AS definite, count(CASE WHEN NOT sure THEN 1 END) AS unsure,
         collect(DISTINCT p) AS people, count(DISTINCT CASE WHEN definite THEN p END) AS surePeople,
         collect({person: p, left: left, stay: stay, definite: definite})[..10] AS moves
}
MATCH (next:Organisation {id: nextId})
WITH *, [at IN range(0, size(nexts) - 1) WHERE nexts[at] = nextId | places[at]][0] AS place, size(people) AS anyone,
     // The denominator includes movers whose presence is uncertain, so that no share exceeds 1.
     CASE WHEN maybeThere = surelyThere THEN 0 ELSE COUNT {
       UNWIND people AS p
       WITH p WHERE NOT EXISTS {
         MATCH (p)-[stay:WAS_AT]->(o)
         WHERE coalesce(stay.beginLatest, stay.endLatest, date('9999-12-31')) <= to
           AND coalesce(stay.endEarliest, stay.lastSeen + duration({days: 1}), stay.beginEarliest, date('0001-01-01')) >= from
       }
       RETURN p
     } END AS besides
ORDER BY place
RETURN o {.id, .name} AS from, next {.id, .name} AS to, definite, moved - definite AS possible,
       {min: surePeople, max: anyone} AS people,
       {min: least, max: most} AS leavings,
       {min: 1.0 * definite / most, max: 1.0 * moved / (least + unsure)} AS ofLeavings,
       {min: surelyThere, max: maybeThere} AS headcount,
       {min: CASE WHEN maybeThere > 0 THEN 1.0 * surePeople / maybeThere END,
        max: CASE WHEN surelyThere + besides > 0 THEN 1.0 * anyone / (surelyThere + besides) END} AS ofHeadcount,
       COLLECT {
         UNWIND moves AS move
         MATCH (person)-[stay:WAS_AT {id: move.stay}]->(next) WHERE person = move.person
         OPTIONAL MATCH (person)-[joined:JOINED {stint: stay.stint}]->(next) WHERE joined.status IN ['confirmed', 'reported']
         RETURN {person: person {.id, .name}, left: move.left.on, scheduledAsOf: move.left.scheduledAsOf, joined: joined.on,
                 certainty: CASE WHEN move.definite THEN 'definite' ELSE 'possible' END,
                 claims: COLLECT {
                   MATCH (c:Claim)-[:FROM]->(s:Source)
                   WHERE c.id IN move.left.claims + stay.claims AND c.withdrawn IS NULL
                   RETURN evidence(c, s) AS claim
                   ORDER BY s.published, c.id
                 }}
       } AS moves,
       total
