// New stays of people at organisations, each bounded by its events and by presence.
UNWIND $rows AS row
MATCH (p:Person {id: row.person})
MATCH (o:Organisation {id: row.organisation})
CREATE (p)-[r:WAS_AT {id: row.id}]->(o)
SET r = row {.id, .stint, .roles, beginEarliest: date(row.beginEarliest), beginLatest: date(row.beginLatest),
             endEarliest: date(row.endEarliest), endLatest: date(row.endLatest), .open, lastSeen: date(row.lastSeen), .claims}
