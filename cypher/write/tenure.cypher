// New stays of people at organisations, each bounded by its events and by presence.
WITH [id IN $person_ids | COLLECT { MATCH (p:Person {id: id}) RETURN p }[0]] AS people,
     [id IN $organisation_ids | COLLECT { MATCH (o:Organisation {id: id}) RETURN o }[0]] AS organisations
UNWIND range(0, size($id) - 1) AS i
WITH i, people[$person_at[i]] AS p, organisations[$organisation_at[i]] AS o
CREATE (p)-[:WAS_AT {
  id: $id[i], stint: $stint[i], roles: $roles[i], beginEarliest: date($beginEarliest[i]),
  beginLatest: date($beginLatest[i]), endEarliest: date($endEarliest[i]), endLatest: date($endLatest[i]),
  open: $open[i], lastSeen: date($lastSeen[i]), claims: $claims[i]
}]->(o)
