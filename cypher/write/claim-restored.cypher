// Claims that a load had withdrawn which is undone: they stand again.
UNWIND range(0, size($from) - 1) AS i
MATCH (c:Claim {id: $from[i]})
SET c.id = $id[i]
REMOVE c.withdrawn, c.withdrawnBy, c.replacedBy
