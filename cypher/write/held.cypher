// Holds these people until the transaction ends, so that no other load reads their claims meanwhile. Sorted by the caller.
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
SET p.held = true
REMOVE p.held
