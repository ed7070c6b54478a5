// The days on which claims were recorded, where a file tells them.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
SET c.recorded = date($recorded[i])
