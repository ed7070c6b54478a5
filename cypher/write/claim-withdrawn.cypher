// Claims that no longer stand. Each takes an id of its own, so that its place is free for what the source says now.
UNWIND $rows AS row
MATCH (c:Claim {id: row.from})
SET c.id = row.id, c.withdrawn = coalesce(date(row.withdrawn), date()), c.replacedBy = row.replacedBy
