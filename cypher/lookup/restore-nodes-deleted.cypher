// Deletes all nodes, part by part, except the mark of the restore.
MATCH (n) WHERE NOT n:Load OR n.run <> 'restore'
CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS
