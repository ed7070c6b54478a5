// The same of what is a part of what.
UNWIND range(0, size($id) - 1) AS i
MATCH (:Organisation)-[r:PART_OF {id: $id[i]}]->()
SET r.load = $load[i]
