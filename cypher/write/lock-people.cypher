// Locks these people until the transaction ends, so that no other load reads their claims in the meantime. The caller
// sorts them.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $id[i]})
SET p.locked = true
REMOVE p.locked
