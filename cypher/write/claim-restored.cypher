// Restores claims that an undone load had withdrawn.
UNWIND range(0, size($from) - 1) AS i
MATCH (c:Claim {id: $from[i]})
SET c.id = $id[i]
REMOVE c.withdrawn, c.withdrawnBy, c.replacedBy
