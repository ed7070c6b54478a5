// Creates relationships of a backup between nodes that it has created. Returns how many.
UNWIND $rows AS row
MATCH (start:Restored {restoredNumber: row.start})
MATCH (end:Restored {restoredNumber: row.end})
CREATE (start)-[r:$(row.type)]->(end)
SET r = row.properties
RETURN count(r) AS made
