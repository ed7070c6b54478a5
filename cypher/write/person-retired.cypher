// Retires people without a remaining description. Queries as of an earlier date still find them.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Person {id: $id[i]})
SET n:WithdrawnPerson
REMOVE n:Person, n.search, n.searchForms, n.settled, n.due, n.layoutX, n.layoutY
