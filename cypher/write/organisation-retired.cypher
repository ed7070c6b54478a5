// What no load describes any more. What was once said of it can still be asked for.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Organisation {id: $id[i]})
SET n:WithdrawnOrganisation
REMOVE n:Organisation, n.search, n.searchForms, n.settled, n.due
