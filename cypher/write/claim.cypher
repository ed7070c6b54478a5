// What a source says of one event; `recorded` is the day on which the claim first came here.
UNWIND $rows AS row
MATCH (p:Person {id: row.person}), (o:Organisation {id: row.organisation}), (s:Source {id: row.source})
MERGE (c:Claim {id: row.id})
ON CREATE SET c.recorded = date()
SET c += row {.event, .on, earliest: date(row.earliest), latest: date(row.latest), .announced, .role, .manner, .reason,
              .destination, .origin, .status, .locator, .stint, .note}
MERGE (c)-[:OF]->(p)
MERGE (c)-[:AT]->(o)
MERGE (c)-[:FROM]->(s)
