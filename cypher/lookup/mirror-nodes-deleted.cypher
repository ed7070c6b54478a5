// Deletes all nodes of a copy, part by part, except the mark that it is one.
MATCH (n) WHERE NOT n:Load OR n.run <> 'mirror'
CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS
