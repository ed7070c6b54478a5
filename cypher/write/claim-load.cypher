// Assigns claims of an undone load to the later load that states them again, so that they are kept.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
SET c.load = $load[i]
