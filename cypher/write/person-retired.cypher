// What no load describes any more. What was once said of it can still be asked for.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Person {id: $id[i]})
SET n:WithdrawnPerson
REMOVE n:Person, n.search, n.searchForms, n.settled, n.due
