// Creates nodes of a backup.
UNWIND $rows AS row
CREATE (n:$(row.labels))
SET n = row.properties, n.restoredNumber = row.number, n:Restored
