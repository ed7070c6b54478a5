// New claims: what a source says of one event. `recorded` is the day on which the claim came here, unless told.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $person[i]})
MATCH (o:Organisation {id: $organisation[i]})
MATCH (s:Source {id: $source[i]})
CREATE (c:Claim {
  id: $id[i], recorded: coalesce(date($recorded[i]), date()), event: $event[i], on: $on[i],
  earliest: date($earliest[i]), latest: date($latest[i]), announced: $announced[i], role: $role[i], manner: $manner[i],
  reason: $reason[i], destination: $destination[i], origin: $origin[i], status: $status[i], locator: $locator[i],
  stint: $stint[i], note: $note[i], withdrawn: date($withdrawn[i]), replacedBy: $replacedBy[i]
})
CREATE (c)-[:OF]->(p)
CREATE (c)-[:AT]->(o)
CREATE (c)-[:FROM]->(s)
