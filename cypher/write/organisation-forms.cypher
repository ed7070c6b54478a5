// Updates the search forms of organisations whose names are unchanged.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Organisation {id: $id[i]})
SET n.search = $search[i], n.searchForms = $searchForms[i]
