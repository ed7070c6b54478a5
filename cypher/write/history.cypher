// New claims, and the joinings, leavings and stays that they come to: `$claim.role[i]` is the role of the i-th claim.
WITH date() AS today,
     [id IN $person_ids | COLLECT { MATCH (p:Person {id: id}) RETURN p }[0]] AS people,
     [id IN $organisation_ids | COLLECT { MATCH (o:Organisation {id: id}) RETURN o }[0]] AS organisations,
     [id IN $source_ids | COLLECT { MATCH (s:Source {id: id}) RETURN s }[0]] AS sources
CALL (today, people, organisations, sources) {
  UNWIND range(0, size($claim.id) - 1) AS i
  WITH i, today, people[$claim.person_at[i]] AS p, organisations[$claim.organisation_at[i]] AS o,
       sources[$claim.source_at[i]] AS s
  CREATE (c:Claim {
    id: $claim.id[i], recorded: coalesce(date($claim.recorded[i]), today), event: $claim.event[i], on: $claim.on[i],
    earliest: date($claim.earliest[i]), latest: date($claim.latest[i]), announced: $claim.announced[i],
    role: $claim.role[i], manner: $claim.manner[i], reason: $claim.reason[i], destination: $claim.destination[i],
    origin: $claim.origin[i], status: $claim.status[i], locator: $claim.locator[i], stint: $claim.stint[i],
    note: $claim.note[i], withdrawn: date($claim.withdrawn[i]), replacedBy: $claim.replacedBy[i]
  })
  CREATE (c)-[:OF]->(p)
  CREATE (c)-[:AT]->(o)
  CREATE (c)-[:FROM]->(s)
}
CALL (people, organisations) {
  UNWIND range(0, size($joined.id) - 1) AS i
  WITH i, people[$joined.person_at[i]] AS p, organisations[$joined.organisation_at[i]] AS o
  CREATE (p)-[:JOINED {
    id: $joined.id[i], stint: $joined.stint[i], on: $joined.on[i], earliest: date($joined.earliest[i]),
    latest: date($joined.latest[i]), announced: $joined.announced[i], role: $joined.role[i], manner: $joined.manner[i],
    origin: $joined.origin[i], status: $joined.status[i], disputed: $joined.disputed[i], disputes: $joined.disputes[i],
    claims: $joined.claims[i]
  }]->(o)
}
CALL (people, organisations) {
  UNWIND range(0, size($left.id) - 1) AS i
  WITH i, people[$left.person_at[i]] AS p, organisations[$left.organisation_at[i]] AS o
  CREATE (p)-[:LEFT {
    id: $left.id[i], stint: $left.stint[i], on: $left.on[i], earliest: date($left.earliest[i]),
    latest: date($left.latest[i]), announced: $left.announced[i], role: $left.role[i], manner: $left.manner[i],
    destination: $left.destination[i], status: $left.status[i], disputed: $left.disputed[i],
    disputes: $left.disputes[i], claims: $left.claims[i]
  }]->(o)
}
CALL (people, organisations) {
  UNWIND range(0, size($tenure.id) - 1) AS i
  WITH i, people[$tenure.person_at[i]] AS p, organisations[$tenure.organisation_at[i]] AS o
  CREATE (p)-[:WAS_AT {
    id: $tenure.id[i], stint: $tenure.stint[i], roles: $tenure.roles[i],
    beginEarliest: date($tenure.beginEarliest[i]), beginLatest: date($tenure.beginLatest[i]),
    endEarliest: date($tenure.endEarliest[i]), endLatest: date($tenure.endLatest[i]), open: $tenure.open[i],
    lastSeen: date($tenure.lastSeen[i]), claims: $tenure.claims[i]
  }]->(o)
}
