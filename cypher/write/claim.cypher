// New claims: what a source says of one event. `recorded` is the day on which the claim came here, unless told.
WITH [id IN $person_ids | COLLECT { MATCH (p:Person {id: id}) RETURN p }[0]] AS people,
     [id IN $organisation_ids | COLLECT { MATCH (o:Organisation {id: id}) RETURN o }[0]] AS organisations,
     [id IN $source_ids | COLLECT { MATCH (s:Source {id: id}) RETURN s }[0]] AS sources
UNWIND range(0, size($id) - 1) AS i
WITH i, people[$person_at[i]] AS p, organisations[$organisation_at[i]] AS o, sources[$source_at[i]] AS s
CREATE (c:Claim {
  id: $id[i], recorded: coalesce(date($recorded[i]), date()), event: $event[i], on: $on[i],
  earliest: date($earliest[i]), latest: date($latest[i]), announced: $announced[i], role: $role[i], manner: $manner[i],
  reason: $reason[i], destination: $destination[i], origin: $origin[i], status: $status[i], locator: $locator[i],
  stint: $stint[i], note: $note[i], withdrawn: date($withdrawn[i]), replacedBy: $replacedBy[i]
})
CREATE (c)-[:OF]->(p)
CREATE (c)-[:AT]->(o)
CREATE (c)-[:FROM]->(s)
