// Stores the positions of organisations.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Organisation {id: $id[i]})
SET n.layoutX = $x[i], n.layoutY = $y[i]
