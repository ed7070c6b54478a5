// Removes all positions, part by part.
MATCH (n:Person|Organisation) WHERE n.layoutX IS NOT NULL
CALL (n) { REMOVE n.layoutX, n.layoutY } IN TRANSACTIONS OF 5000 ROWS
