// New joinings, as all their claims tell them.
WITH [id IN $person_ids | COLLECT { MATCH (p:Person {id: id}) RETURN p }[0]] AS people,
     [id IN $organisation_ids | COLLECT { MATCH (o:Organisation {id: id}) RETURN o }[0]] AS organisations
UNWIND range(0, size($id) - 1) AS i
WITH i, people[$person_at[i]] AS p, organisations[$organisation_at[i]] AS o
CREATE (p)-[:JOINED {
  id: $id[i], stint: $stint[i], on: $on[i], earliest: date($earliest[i]), latest: date($latest[i]),
  announced: $announced[i], role: $role[i], manner: $manner[i], origin: $origin[i], status: $status[i],
  disputed: $disputed[i], disputes: $disputes[i], claims: $claims[i]
}]->(o)
