// Who was at an organisation at the same time as a person, and for how many days?
// Two stays share the days from the later begin to the earlier end.
MATCH (p:Person {id: $person})-[mine:WAS_AT]->(o:Organisation)<-[theirs:WAS_AT]-(other:Person)
WHERE other <> p
  AND coalesce(mine.beginEarliest < theirs.endLatest, true) AND coalesce(theirs.beginEarliest < mine.endLatest, true)
  AND coalesce(mine.beginEarliest < mine.endLatest, true) AND coalesce(theirs.beginEarliest < theirs.endLatest, true)
WITH p, o, mine, theirs, other,
     CASE WHEN mine.open THEN mine.lastSeen + duration({days: 1}) ELSE mine.endEarliest END AS myEnd,
     CASE WHEN theirs.open THEN theirs.lastSeen + duration({days: 1}) ELSE theirs.endEarliest END AS theirEnd
WITH p, o, mine, theirs, other, duration.inDays(
       CASE WHEN mine.beginLatest >= theirs.beginLatest THEN mine.beginLatest
            WHEN mine.beginLatest IS NOT NULL THEN theirs.beginLatest END,
       CASE WHEN myEnd <= theirEnd THEN myEnd WHEN myEnd IS NOT NULL THEN theirEnd END).days AS least,
     // What nobody bounds is bounded by the other, if at all.
     duration.inDays(
       CASE WHEN mine.beginEarliest >= theirs.beginEarliest THEN mine.beginEarliest
            ELSE coalesce(theirs.beginEarliest, mine.beginEarliest) END,
       CASE WHEN mine.endLatest <= theirs.endLatest THEN mine.endLatest
            ELSE coalesce(theirs.endLatest, mine.endLatest) END).days AS most
WITH p, o, mine, theirs, other, {min: CASE WHEN least > 0 THEN least ELSE 0 END, max: most} AS days
ORDER BY days.min = 0, days.min DESC, days.max DESC, other.name, other.id, o.name, theirs.id, mine.id
WITH p, collect({o: o, mine: mine, theirs: theirs, other: other, days: days}) AS found
WITH p, size(found) AS total, found[..$limit] AS found
// Once for each stay, and not for each who shared it.
WITH p, total, found, COLLECT {
  UNWIND found AS row
  WITH DISTINCT row.mine AS mine
  RETURN {stay: mine.id, claims: COLLECT {
    MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN mine.claims AND c.withdrawn IS NULL
    RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
              source: s {.id, .title, .publisher, .url, .published}} AS claim
    ORDER BY c.event = 'left', s.published, c.id
  }}
} AS own
UNWIND found AS row
WITH p, total, own, row.o AS o, row.mine AS mine, row.theirs AS theirs, row.other AS other, row.days AS days
RETURN p {.id, .name} AS person, other {.id, .name} AS colleague, o {.id, .name} AS at, days,
       CASE WHEN days.min > 0 THEN 'definite' ELSE 'possible' END AS certainty, theirs.roles AS roles,
       [each IN own WHERE each.stay = mine.id][0].claims + COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN theirs.claims AND c.withdrawn IS NULL
         RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
                   source: s {.id, .title, .publisher, .url, .published}} AS claim
         ORDER BY c.event = 'left', s.published, c.id
       } AS claims,
       total
