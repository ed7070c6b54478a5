// Retires organisations without a remaining description. Queries as of an earlier date still find them.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Organisation {id: $id[i]})
SET n:WithdrawnOrganisation
REMOVE n:Organisation, n.search, n.searchForms, n.settled, n.due, n.layoutX, n.layoutY
