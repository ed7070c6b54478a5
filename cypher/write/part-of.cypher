// What organisation is a part of what, and which source says so.
UNWIND $rows AS row
MATCH (part:Organisation {id: row.part}), (whole:Organisation {id: row.whole})
MERGE (part)-[r:PART_OF {id: row.id}]->(whole)
SET r = row {.id, .from, .to, .source, .locator}
