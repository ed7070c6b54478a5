// Claims that were withdrawn before on the same day in the same words: one of the two tells it.
UNWIND $rows AS row
MATCH (c:Claim {id: row.id})
DETACH DELETE c
