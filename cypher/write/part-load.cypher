// Assigns part-of relations of an undone load to the later load that states them again.
UNWIND range(0, size($id) - 1) AS i
MATCH (:Organisation)-[r:PART_OF {id: $id[i]}]->()
SET r.load = $load[i]
