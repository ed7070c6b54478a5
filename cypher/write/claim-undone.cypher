// Claims by a load that is undone, withdrawn before or not. Each takes an id of its own, so that its place is free.
UNWIND range(0, size($from) - 1) AS i
MATCH (c:Claim {id: $from[i]})
SET c.id = $id[i], c.withdrawn = coalesce(c.withdrawn, date()), c.undone = true
