// Who was at an organisation at the same time as each of several people, and for how many days?
// Two tenures share the days from the later begin to the earlier end. Days are numbers, so that each is counted once; an
// unknown bound is a very small or large number.
WITH date('1970-01-01') AS zero, 1000000000 AS far
UNWIND range(0, size($people) - 1) AS nth
MATCH (p:Person {id: $people[nth]})-[mine:WAS_AT]->(o:Organisation)<-[theirs:WAS_AT]-(other:Person)
WHERE NOT other.id IN $people
  AND coalesce(mine.beginEarliest < theirs.endLatest, true) AND coalesce(theirs.beginEarliest < mine.endLatest, true)
  AND coalesce(mine.beginEarliest < mine.endLatest, true) AND coalesce(theirs.beginEarliest < theirs.endLatest, true)
WITH nth, p, o, mine, theirs, other, zero, far,
     CASE WHEN mine.open THEN mine.lastSeen + duration({days: 1}) ELSE mine.endEarliest END AS myEnd,
     CASE WHEN theirs.open THEN theirs.lastSeen + duration({days: 1}) ELSE theirs.endEarliest END AS theirEnd
WITH nth, p, o, mine, theirs, other, far,
     duration.inDays(zero, CASE WHEN mine.beginLatest >= theirs.beginLatest THEN mine.beginLatest
                                WHEN mine.beginLatest IS NOT NULL THEN theirs.beginLatest END).days AS sureFrom,
     duration.inDays(zero, CASE WHEN myEnd <= theirEnd THEN myEnd WHEN myEnd IS NOT NULL THEN theirEnd END).days AS sureTo,
     coalesce(duration.inDays(zero, CASE WHEN mine.beginEarliest >= theirs.beginEarliest THEN mine.beginEarliest
                                         ELSE coalesce(theirs.beginEarliest, mine.beginEarliest) END).days, -far) AS from,
     coalesce(duration.inDays(zero, CASE WHEN mine.endLatest <= theirs.endLatest THEN mine.endLatest
                                         ELSE coalesce(theirs.endLatest, mine.endLatest) END).days, far) AS to
WITH nth, p, o, mine, theirs, other, far, from, to, CASE WHEN sureTo > sureFrom THEN [sureFrom, sureTo] END AS sure
ORDER BY sure IS NULL, sure[1] - sure[0] DESC, to - from DESC, o.name, theirs.id, mine.id
WITH nth, p, other, far, collect({at: o {.id, .name}, mine: mine, theirs: theirs, sure: sure, all: [from, to]}) AS stays
// Drops candidates who do not share time with every person.
WITH other, far, nth, p, stays ORDER BY nth
WITH other, far, collect({person: p {.id, .name}, stays: stays}) AS overlaps
WHERE size(overlaps) = size($people)
// The days shared with all at each organisation: those shared with the first that are also shared with the second, and so on.
WITH other, far, overlaps, COLLECT { UNWIND overlaps[0].stays AS s RETURN DISTINCT s.at.id } AS places
WITH other, far, overlaps,
     [one IN overlaps | [s IN one.stays WHERE s.sure IS NOT NULL | s.sure]] +
     [reduce(out = [], place IN places | out + reduce(acc = [[-far, far]], one IN overlaps | reduce(next = [], a IN acc | next +
       [s IN one.stays WHERE s.at.id = place AND s.sure[0] < a[1] AND s.sure[1] > a[0] |
        [CASE WHEN s.sure[0] > a[0] THEN s.sure[0] ELSE a[0] END, CASE WHEN s.sure[1] < a[1] THEN s.sure[1] ELSE a[1] END]])))] AS sure,
     [one IN overlaps | [s IN one.stays | s.all]] +
     [reduce(out = [], place IN places | out + reduce(acc = [[-far, far]], one IN overlaps | reduce(next = [], a IN acc | next +
       [s IN one.stays WHERE s.at.id = place AND s.all[0] < a[1] AND s.all[1] > a[0] |
        [CASE WHEN s.all[0] > a[0] THEN s.all[0] ELSE a[0] END, CASE WHEN s.all[1] < a[1] THEN s.all[1] ELSE a[1] END]])))] AS all
// The union of the spans: counts each day that is not yet counted.
WITH other, far, overlaps, [side IN [sure, all] | [spans IN side |
       CASE size(spans) WHEN 0 THEN 0 WHEN 1 THEN spans[0][1] - spans[0][0] ELSE
       reduce(acc = [0, -far], span IN COLLECT { UNWIND spans AS span RETURN span ORDER BY span[0], span[1] } |
         [acc[0] + CASE WHEN span[1] <= acc[1] THEN 0 WHEN span[0] < acc[1] THEN span[1] - acc[1] ELSE span[1] - span[0] END,
          CASE WHEN span[1] <= acc[1] THEN acc[1] ELSE span[1] END])[0] END]] AS counts
WITH other, far, overlaps, [at IN range(0, size($people)) | {min: counts[0][at],
       max: CASE WHEN counts[1][at] < far / 2 THEN counts[1][at] END}] AS days
WITH other, far, overlaps, days, reduce(least = far, each IN days[..-1] | CASE WHEN each.min < least THEN each.min ELSE least END) AS least
ORDER BY least = 0, least DESC, other.name, other.id
WITH far, collect({other: other, overlaps: overlaps, days: days, least: least}) AS found
WITH far, size(found) AS total, found[..$limit] AS found
// Reads the claims of the people's own tenures once for each tenure, not once for each colleague.
WITH far, total, found, COLLECT {
  UNWIND found AS row
  UNWIND range(0, size(row.overlaps) - 1) AS nth
  UNWIND row.overlaps[nth].stays AS shared
  WITH DISTINCT nth, shared.mine AS mine
  ORDER BY nth, mine.id
  RETURN {stay: mine.id, claims: COLLECT {
    MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN mine.claims AND c.withdrawn IS NULL
    RETURN evidence(c, s) AS claim
    ORDER BY c.event = 'left', s.published, c.id
  }}
} AS own
UNWIND found AS row
WITH far, total, own, row.other AS other, row.overlaps AS overlaps, row.days AS days, row.least AS least,
     reduce(ids = [], one IN row.overlaps | ids + [s IN one.stays | s.mine.id]) AS stays
RETURN other {.id, .name} AS colleague, CASE WHEN least > 0 THEN 'definite' ELSE 'possible' END AS certainty,
       [at IN range(0, size(overlaps) - 1) | {
         person: overlaps[at].person, days: days[at], certainty: CASE WHEN days[at].min > 0 THEN 'definite' ELSE 'possible' END,
         stays: [s IN overlaps[at].stays | {at: s.at, roles: s.theirs.roles,
           days: {min: coalesce(s.sure[1] - s.sure[0], 0), max: CASE WHEN s.all[1] - s.all[0] < far / 2 THEN s.all[1] - s.all[0] END},
           certainty: CASE WHEN s.sure IS NULL THEN 'possible' ELSE 'definite' END}]}] AS overlaps,
       days[-1] AS allAtOnce,
       reduce(claims = [], each IN own | claims + CASE WHEN each.stay IN stays THEN each.claims ELSE [] END) + COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source)
         WHERE c.id IN reduce(ids = [], one IN overlaps | reduce(some = ids, shared IN one.stays | some + shared.theirs.claims))
           AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY c.event = 'left', s.published, c.id
       } AS claims,
       total
