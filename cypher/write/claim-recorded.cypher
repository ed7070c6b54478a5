// Sets the days on which claims were recorded, if a file gives them.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
SET c.recorded = date($recorded[i])
