// Who was at an organisation at the same time as a person, and for how many days?
// Two tenures share the days from the later begin to the earlier end. Days are numbers, so that each is counted once.
MATCH (p:Person {id: $person})-[mine:WAS_AT]->(o:Organisation)<-[theirs:WAS_AT]-(other:Person)
WHERE other <> p
  AND coalesce(mine.beginEarliest < theirs.endLatest, true) AND coalesce(theirs.beginEarliest < mine.endLatest, true)
  AND coalesce(mine.beginEarliest < mine.endLatest, true) AND coalesce(theirs.beginEarliest < theirs.endLatest, true)
WITH p, o, mine, theirs, other, date('1970-01-01') AS zero,
     CASE WHEN mine.open THEN mine.lastSeen + duration({days: 1}) ELSE mine.endEarliest END AS myEnd,
     CASE WHEN theirs.open THEN theirs.lastSeen + duration({days: 1}) ELSE theirs.endEarliest END AS theirEnd
WITH p, o, mine, theirs, other,
     // The days that they certainly share; null if a bound is unknown.
     duration.inDays(zero, CASE WHEN mine.beginLatest >= theirs.beginLatest THEN mine.beginLatest
                                WHEN mine.beginLatest IS NOT NULL THEN theirs.beginLatest END).days AS sureFrom,
     duration.inDays(zero, CASE WHEN myEnd <= theirEnd THEN myEnd WHEN myEnd IS NOT NULL THEN theirEnd END).days AS sureTo,
     // The days that they can share. If one bound is unknown, the other one applies.
     duration.inDays(zero, CASE WHEN mine.beginEarliest >= theirs.beginEarliest THEN mine.beginEarliest
                                ELSE coalesce(theirs.beginEarliest, mine.beginEarliest) END).days AS from,
     duration.inDays(zero, CASE WHEN mine.endLatest <= theirs.endLatest THEN mine.endLatest
                                ELSE coalesce(theirs.endLatest, mine.endLatest) END).days AS to
WITH p, o, mine, theirs, other, sureFrom, sureTo, from, to,
     {min: CASE WHEN sureTo > sureFrom THEN sureTo - sureFrom ELSE 0 END, max: to - from} AS days
ORDER BY days.min = 0, days.min DESC, days.max DESC, o.name, theirs.id, mine.id
WITH p, other, collect({at: o {.id, .name}, mine: mine, theirs: theirs, days: days, sureFrom: sureFrom, sureTo: sureTo, from: from, to: to}) AS stays
// The union of the tenures: counts each day that is not yet counted.
CALL (stays) {
  UNWIND stays AS s
  WITH s WHERE s.sureTo > s.sureFrom
  WITH s ORDER BY s.sureFrom
  RETURN collect({from: s.sureFrom, to: s.sureTo}) AS sure
}
CALL (stays) {
  UNWIND stays AS s
  WITH s ORDER BY s.from
  RETURN collect({from: s.from, to: s.to}) AS possible, count(s.days.max) = count(*) AS bounded
}
WITH p, other, stays, {
  min: reduce(acc = [0, null], s IN sure |
         [acc[0] + CASE WHEN s.to <= acc[1] THEN 0 WHEN s.from < acc[1] THEN s.to - acc[1] ELSE s.to - s.from END,
          CASE WHEN s.to <= acc[1] THEN acc[1] ELSE s.to END])[0],
  max: CASE WHEN bounded THEN reduce(acc = [0, null], s IN possible |
         [acc[0] + CASE WHEN s.to <= acc[1] THEN 0 WHEN s.from < acc[1] THEN s.to - acc[1] ELSE s.to - s.from END,
          CASE WHEN s.to <= acc[1] THEN acc[1] ELSE s.to END])[0] END
} AS days
ORDER BY days.min = 0, days.min DESC, days.max DESC, other.name, other.id
WITH p, collect({stays: stays, other: other, days: days}) AS found
WITH p, size(found) AS total, found[..$limit] AS found
// Reads the claims of the person's own tenures once for each tenure, not once for each colleague.
CALL (found) {
  UNWIND found AS row
  UNWIND row.stays AS shared
  WITH DISTINCT shared.mine AS mine
  RETURN collect({stay: mine.id, claims: COLLECT {
    MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN mine.claims AND c.withdrawn IS NULL
    RETURN evidence(c, s) AS claim
    ORDER BY c.event = 'left', s.published, c.id
  }}) AS own
}
UNWIND found AS row
WITH p, total, own, row.stays AS stays, row.other AS other, row.days AS days
RETURN p {.id, .name} AS person, other {.id, .name} AS colleague, days,
       CASE WHEN days.min > 0 THEN 'definite' ELSE 'possible' END AS certainty,
       [s IN stays | {at: s.at, days: s.days, roles: s.theirs.roles,
                      certainty: CASE WHEN s.days.min > 0 THEN 'definite' ELSE 'possible' END}] AS stays,
       reduce(claims = [], each IN own | claims + CASE WHEN any(s IN stays WHERE s.mine.id = each.stay) THEN each.claims ELSE [] END)
         + COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source)
         WHERE c.id IN reduce(ids = [], shared IN stays | ids + shared.theirs.claims) AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY c.event = 'left', s.published, c.id
       } AS claims,
       total
