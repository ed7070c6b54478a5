// Stays of which the claims now tell more, or otherwise.
UNWIND $rows AS row
MATCH (:Person)-[r:WAS_AT {id: row.id}]->(:Organisation)
SET r = row {.id, .stint, .roles, beginEarliest: date(row.beginEarliest), beginLatest: date(row.beginLatest),
             endEarliest: date(row.endEarliest), endLatest: date(row.endLatest), .open, lastSeen: date(row.lastSeen), .claims}
