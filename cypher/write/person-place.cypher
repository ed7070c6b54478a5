// Stores the positions of people.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Person {id: $id[i]})
SET n.layoutX = $x[i], n.layoutY = $y[i]
