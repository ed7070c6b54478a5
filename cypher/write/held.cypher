// Holds these people until the transaction ends, so that no other load reads their claims meanwhile. Sorted by the caller.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $id[i]})
SET p.held = true
REMOVE p.held
