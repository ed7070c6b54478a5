// By what search finds organisations whose names stay as they are.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Organisation {id: $id[i]})
SET n.search = $search[i], n.searchForms = $searchForms[i]
