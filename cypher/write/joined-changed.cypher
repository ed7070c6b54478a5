// Joinings of which the claims now tell more, or otherwise.
UNWIND $rows AS row
MATCH (:Person)-[r:JOINED {id: row.id}]->(:Organisation)
SET r = row {.id, .stint, .on, earliest: date(row.earliest), latest: date(row.latest), .announced, .role, .manner, .origin,
             .status, .disputed, .disputes, .claims}
