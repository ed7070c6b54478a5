// The days on which claims were recorded, where a file tells them.
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
SET c.recorded = date(row.recorded)
