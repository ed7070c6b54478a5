// New stays of people at organisations, each bounded by its events and by presence.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $person[i]})
MATCH (o:Organisation {id: $organisation[i]})
CREATE (p)-[:WAS_AT {
  id: $id[i], stint: $stint[i], roles: $roles[i], beginEarliest: date($beginEarliest[i]),
  beginLatest: date($beginLatest[i]), endEarliest: date($endEarliest[i]), endLatest: date($endLatest[i]),
  open: $open[i], lastSeen: date($lastSeen[i]), claims: $claims[i]
}]->(o)
