// New claims: what a source says of one event. `recorded` is the day on which the claim came here, unless told.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (o:Organisation {id: row.organisation})
MATCH (s:Source {id: row.source})
CREATE (c:Claim {id: row.id, recorded: coalesce(date(row.recorded), date())})-[:OF]->(p), (c)-[:AT]->(o), (c)-[:FROM]->(s)
SET c += row {.event, .on, earliest: date(row.earliest), latest: date(row.latest), .announced, .role, .manner, .reason,
              .destination, .origin, .status, .locator, .stint, .note, withdrawn: date(row.withdrawn), .replacedBy}
