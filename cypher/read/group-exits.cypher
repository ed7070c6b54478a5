// Who left an organisation for the same other one within a few days of each other?
// The load determines the destinations (left.next), as in where-they-went. Groups are maximal: no other leaver fits with all
// members.
MATCH (o:Organisation {id: $organisation})<-[left:LEFT]-(p:Person)
WHERE left.status IN ['confirmed', 'reported']
UNWIND range(0, size(coalesce(left.next, [])) - 1) AS at
WITH o, left, p, at WHERE left.nextAt[at] <> o.id AND ($destination IS NULL OR left.nextAt[at] = $destination)
MATCH (p)-[stay:WAS_AT {id: left.next[at]}]->(next:Organisation)
OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(next) WHERE joined.status IN ['confirmed', 'reported']
WITH o, p, left, {stay: stay, next: next, on: joined.on, sure: left.nextCertainty[at] = 'definite'} AS step
// Days are numbers, very small or large if no source bounds them. A person who went there left before that tenure began.
WITH o, step.next AS next, {p: p, left: left, step: step,
     first: coalesce(duration.inDays(date('1970-01-01'), left.earliest).days, -10000000),
     last: coalesce(duration.inDays(date('1970-01-01'), CASE WHEN step.stay.beginLatest < left.latest OR left.latest IS NULL
       THEN step.stay.beginLatest ELSE left.latest END).days, 10000000)} AS move
// Two tenures at the same destination are one move: the more certain one.
ORDER BY next.id, move.left.id, move.step.sure DESC, move.step.stay.id
WITH o, next, move.left AS left, collect(move)[0] AS move
ORDER BY next.id, move.first, move.last, move.left.id
WITH o, next, collect(move) AS moves WHERE size(moves) > 1
// A definite group starts with the member who can have left first, a possible one with the first who must have left.
UNWIND moves AS lead
UNWIND ['definite', 'possible'] AS certainty
WITH o, next, moves, lead, certainty, [m IN moves WHERE m.left = lead.left OR CASE certainty
       WHEN 'definite' THEN lead.step.sure AND m.step.sure AND m.first >= lead.first AND m.last - lead.first <= $days
                            AND lead.last - m.first <= $days
       ELSE m.last >= lead.last AND m.first - lead.last <= $days END] AS together
WHERE size(together) > 1
// A person who left twice within those days is listed once.
WITH o, next, moves, lead, certainty, [at IN range(0, size(together) - 1) WHERE together[at].left = lead.left
       OR (together[at].p <> lead.p AND none(m IN together[..at] WHERE m.p = together[at].p)) | together[at]] AS together
WHERE size(together) > 1
WITH o, next, moves, lead, certainty, together,
     reduce(most = lead.last, m IN together | CASE WHEN m.last > most THEN m.last ELSE most END) AS lastOfAll,
     reduce(most = lead.first, m IN together | CASE WHEN m.first > most THEN m.first ELSE most END) AS lastFirst
WHERE none(m IN moves WHERE CASE certainty
  WHEN 'definite' THEN m.step.sure AND m.first < lead.first AND lastOfAll - m.first <= $days AND m.last - lead.first <= $days
  ELSE m.last < lead.last AND lastFirst - m.last <= $days AND m.first - lead.last <= $days END)
WITH o, next, together, min(certainty) AS certainty, lastOfAll, lastFirst, reduce(least = together[0].last, m IN together |
       CASE WHEN m.last < least THEN m.last ELSE least END) AS firstLast, together[0].first AS firstOfAll
UNWIND together AS move
WITH o, next, together, certainty, lastOfAll, lastFirst, firstLast, firstOfAll, count(DISTINCT move.p) AS people
WHERE people >= $people
WITH o, next, together, certainty, people, CASE WHEN lastFirst > firstLast THEN lastFirst - firstLast ELSE 0 END AS least,
     // The first and the last must be different people. If one person can be both, uses the next one.
     reduce(most = 0, a IN [m IN together WHERE m.last = lastOfAll OR m.first = firstOfAll] |
       reduce(most = most, b IN together | reduce(most = most, gap IN
         CASE WHEN a.left = b.left THEN [] ELSE [a.last - b.first, b.last - a.first] END |
         CASE WHEN gap > most THEN gap ELSE most END))) AS most
// A person who left twice can be in a group with either leaving: uses the more certain and closer one.
WITH o, next, together, certainty, people, least, most,
     COLLECT { UNWIND together AS m WITH DISTINCT m.p.id AS id RETURN id ORDER BY id } AS who
ORDER BY certainty, least, most, [m IN together | m.left.id]
WITH o, next, who, collect({together: together, certainty: certainty, people: people, least: least, most: most})[0] AS one
WITH o, next, one.together AS together, one.certainty AS certainty, one.people AS people, one.least AS least, one.most AS most
ORDER BY certainty, people DESC, next.name, next.id, least, [m IN together | m.p.name], [m IN together | m.left.id]
WITH o, collect({next: next, together: together, certainty: certainty, least: least, most: most}) AS found
UNWIND found[..$limit] AS row
WITH o, size(found) AS total, row.next AS next, row.together AS together, row.certainty AS certainty,
     row.least AS least, row.most AS most
RETURN o {.id, .name} AS at, next {.id, .name} AS destination, certainty,
       {min: least, max: CASE WHEN most < 5000000 THEN most END} AS gap,
       [m IN together | {person: {id: m.p.id, name: m.p.name}, left: m.left.on, earliest: m.left.earliest,
                         latest: m.left.latest, joined: m.step.on, scheduledAsOf: m.left.scheduledAsOf,
                         disputed: m.left.disputed,
                         certainty: CASE WHEN m.step.sure THEN 'definite' ELSE 'possible' END}] AS people,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source)
         WHERE c.id IN reduce(ids = [], m IN together | ids + m.left.claims + m.step.stay.claims) AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
