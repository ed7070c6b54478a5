// Withdraws claims. Each gets a new id, which frees the id for the current claim of the source.
UNWIND range(0, size($from) - 1) AS i
MATCH (c:Claim {id: $from[i]})
SET c.id = $id[i], c.withdrawn = coalesce(date($withdrawn[i]), date()), c.replacedBy = $replacedBy[i], c.withdrawnBy = $by[i]
