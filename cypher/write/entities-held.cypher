// Holds this node until the transaction ends, so that two loads at once do not both describe what neither has found.
UNWIND range(0, size($run) - 1) AS i
MERGE (l:Load {run: $run[i]})
SET l.held = true
REMOVE l.held
