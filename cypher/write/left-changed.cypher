// Leavings of which the claims now tell more, or otherwise.
UNWIND $rows AS row
MATCH (:Person)-[r:LEFT {id: row.id}]->(:Organisation)
SET r = row {.id, .stint, .on, earliest: date(row.earliest), latest: date(row.latest), .announced, .role, .manner, .destination,
             .status, .disputed, .disputes, .claims}
