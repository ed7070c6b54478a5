// Sets the load that withdrew a claim, when a claim of another load has taken its place.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
SET c.withdrawnBy = $by[i]
