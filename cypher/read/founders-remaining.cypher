// Who founded an organisation, and which of them are still there?
// A founder has a joining with the manner "founded" or with the role of a founder; "founder's assistant" does not count.
MATCH (o:Organisation {id: $organisation})<-[joined:JOINED]-(p:Person)
WHERE joined.status IN ['confirmed', 'reported'] AND (joined.manner = 'founded' OR any(part IN
  split(toLower(joined.role), [',', ';', '/', '&', '、', '，', '兼', ' and ']) WHERE trim(part) IN
  ['founder', 'co-founder', 'cofounder', 'co founder', '创始人', '創始人', '创办人', '創辦人', '联合创始人', '聯合創始人',
   '联合创办人', '聯合創辦人', '共同创始人', '共同創始人', '共同创办人', '共同創辦人']))
WITH o, p, joined ORDER BY joined.earliest, joined.latest, joined.id
WITH o, p, collect(joined)[0] AS joined
WITH o, p, joined, date($on.earliest) AS from, date($on.latest) AS to, COLLECT {
  MATCH (p)-[stay:WAS_AT]->(o) RETURN stay ORDER BY coalesce(stay.beginLatest, stay.beginEarliest, stay.endLatest), stay.id
} AS stays
WITH o, p, joined, stays, [stay IN stays | CASE
  // Without a date, uses the latest state according to the sources.
  WHEN $on IS NULL THEN CASE WHEN stay.open THEN 'open' ELSE 'over' END
  WHEN coalesce(to < stay.beginEarliest, false) THEN 'not yet'
  WHEN NOT stay.open AND coalesce(from >= stay.endLatest, false) THEN 'over'
  WHEN coalesce(stay.beginLatest <= from AND to < stay.endEarliest, false) THEN 'there'
  WHEN stay.open AND coalesce(stay.beginLatest <= from, false)
    THEN CASE WHEN coalesce(to <= stay.lastSeen, false) THEN 'there' ELSE 'open' END
  ELSE 'vague' END] AS states
WHERE any(state IN states WHERE state <> 'not yet')
WITH o, p, joined, stays, CASE
  WHEN 'there' IN states THEN ['there', 'definite'] WHEN 'open' IN states THEN ['there', 'possible']
  WHEN 'vague' IN states THEN ['unknown', null] ELSE ['left', 'definite'] END AS state
WITH o, p, joined, stays, state, COLLECT {
  MATCH (p)-[left:LEFT]->(o) WHERE left.stint IN [stay IN stays | stay.stint] AND left.status IN ['confirmed', 'reported']
  RETURN left ORDER BY left.latest IS NULL DESC, left.latest DESC, left.id LIMIT 1
}[0] AS left
ORDER BY state[0] = 'left', state[0] = 'unknown', state[1] = 'possible', p.name, p.id
WITH collect({p: p, joined: joined, stays: stays, state: state, left: left}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.p AS p, row.joined AS joined, row.stays AS stays, row.state AS state, row.left AS left
RETURN p {.id, .name} AS person, joined.on AS joined, joined.role AS role, joined.manner AS manner,
       state[0] AS status, state[1] AS certainty,
       [stay IN stays | stay {.beginEarliest, .beginLatest, .endEarliest, .endLatest, .open, .lastSeen}] AS stays,
       left {.on, .announced, .role, .manner, .status, .scheduledAsOf, .disputed} AS left,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source)
         WHERE c.id IN reduce(ids = joined.claims, stay IN stays | ids + stay.claims) AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY c.event = 'left', s.published, c.id
       } AS claims,
       total
