// Empties a database, part by part. Relationships first: all those of one large organisation are more than a transaction may hold.
MATCH ()-[r]->()
CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS
