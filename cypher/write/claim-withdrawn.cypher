// Claims that no longer stand. Each takes an id of its own, so that its place is free for what the source says now.
UNWIND range(0, size($from) - 1) AS i
MATCH (c:Claim {id: $from[i]})
SET c.id = $id[i], c.withdrawn = coalesce(date($withdrawn[i]), date()), c.replacedBy = $replacedBy[i], c.withdrawnBy = $by[i]
