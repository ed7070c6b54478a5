// Claims that a later load has said again stay when the load that brought them is undone: as that later one's.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
SET c.load = $load[i]
