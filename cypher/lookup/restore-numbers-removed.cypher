// Removes from restored nodes what only the restore needed.
MATCH (n:Restored)
CALL (n) { REMOVE n:Restored, n.restoredNumber } IN TRANSACTIONS OF 5000 ROWS
