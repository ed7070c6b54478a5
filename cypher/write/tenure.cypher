// Stays of people at organisations, each bounded by its events and by presence.
UNWIND $rows AS row
MATCH (p:Person {id: row.person}), (o:Organisation {id: row.organisation})
MERGE (p)-[r:WAS_AT {id: row.id}]->(o)
SET r = row {.id, .stint, .roles, beginEarliest: date(row.beginEarliest), beginLatest: date(row.beginLatest),
             endEarliest: date(row.endEarliest), endLatest: date(row.endLatest), .open, lastSeen: date(row.lastSeen), .claims}
