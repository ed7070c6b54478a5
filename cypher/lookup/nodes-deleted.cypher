// Deletes all nodes, part by part, except the mark of what empties the database.
MATCH (n) WHERE NOT n:Load OR n.run <> $keep
CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS
