// Withdrawn claims whose place another load's claim has: that load has withdrawn them.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
SET c.withdrawnBy = $by[i]
