// New leavings, as all their claims tell them.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (o:Organisation {id: row.organisation})
CREATE (p)-[r:LEFT {id: row.id}]->(o)
SET r = row {.id, .stint, .on, earliest: date(row.earliest), latest: date(row.latest), .announced, .role, .manner, .destination,
             .status, .disputed, .disputes, .claims}
