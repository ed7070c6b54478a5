// Withdraws all claims of an undone load. Each gets a new id, which frees the id for an active claim.
UNWIND range(0, size($from) - 1) AS i
MATCH (c:Claim {id: $from[i]})
SET c.id = $id[i], c.withdrawn = coalesce(c.withdrawn, date()), c.undone = true
