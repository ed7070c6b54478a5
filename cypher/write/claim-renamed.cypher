// Claims that an earlier version has under ids with line numbers in them.
UNWIND range(0, size($from) - 1) AS i
MATCH (c:Claim {id: $from[i]})
SET c.id = $id[i]
