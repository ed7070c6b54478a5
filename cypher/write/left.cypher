// New leavings, as all their claims tell them.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $person[i]})
MATCH (o:Organisation {id: $organisation[i]})
CREATE (p)-[:LEFT {
  id: $id[i], stint: $stint[i], on: $on[i], earliest: date($earliest[i]), latest: date($latest[i]),
  announced: $announced[i], role: $role[i], manner: $manner[i], destination: $destination[i], status: $status[i],
  disputed: $disputed[i], disputes: $disputes[i], claims: $claims[i]
}]->(o)
