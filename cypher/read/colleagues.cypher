// Who was at an organisation at the same time as a person, and for how many days?
// Two stays share as many days as the least of the four lengths from either begin to either end.
MATCH (p:Person {id: $person})-[mine:WAS_AT]->(o:Organisation)<-[theirs:WAS_AT]-(other:Person)
WHERE other <> p
  AND coalesce(mine.beginEarliest < theirs.endLatest, true) AND coalesce(theirs.beginEarliest < mine.endLatest, true)
  AND coalesce(mine.beginEarliest < mine.endLatest, true) AND coalesce(theirs.beginEarliest < theirs.endLatest, true)
WITH p, o, mine, theirs, other,
     [stay IN [mine, theirs] | CASE WHEN stay.open THEN stay.lastSeen + duration({days: 1}) ELSE stay.endEarliest END] AS ends
WITH p, o, mine, theirs, other,
     CASE WHEN mine.beginLatest IS NULL OR theirs.beginLatest IS NULL OR any(end IN ends WHERE end IS NULL) THEN 0
     ELSE reduce(least = null, begin IN [mine.beginLatest, theirs.beginLatest] | reduce(least = least, end IN ends |
       CASE WHEN least <= duration.inDays(begin, end).days THEN least ELSE duration.inDays(begin, end).days END)) END AS least,
     reduce(most = null, begin IN [mine.beginEarliest, theirs.beginEarliest] |
       reduce(most = most, end IN [mine.endLatest, theirs.endLatest] |
         CASE WHEN most <= duration.inDays(begin, end).days OR begin IS NULL OR end IS NULL THEN most
         ELSE duration.inDays(begin, end).days END)) AS most
WITH p, o, mine, theirs, other, {min: CASE WHEN least > 0 THEN least ELSE 0 END, max: most} AS days
ORDER BY days.min = 0, days.min DESC, days.max DESC, other.name, other.id, o.name, theirs.id, mine.id
WITH p, collect({o: o, mine: mine, theirs: theirs, other: other, days: days}) AS found
UNWIND found[..$limit] AS row
WITH p, size(found) AS total, row.o AS o, row.mine AS mine, row.theirs AS theirs, row.other AS other, row.days AS days
RETURN p {.id, .name} AS person, other {.id, .name} AS colleague, o {.id, .name} AS at, days,
       CASE WHEN days.min > 0 THEN 'definite' ELSE 'possible' END AS certainty, theirs.roles AS roles,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN mine.claims + theirs.claims AND c.withdrawn IS NULL
         RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
                   source: s {.id, .title, .publisher, .url, .published}} AS claim
         ORDER BY c.id IN theirs.claims, c.event = 'left', s.published, c.id
       } AS claims,
       total
