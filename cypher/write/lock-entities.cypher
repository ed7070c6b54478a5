// Locks this node until the transaction ends, so that two concurrent loads do not create the same entity.
UNWIND range(0, size($run) - 1) AS i
MERGE (l:Load {run: $run[i]})
SET l.locked = true
REMOVE l.locked
