// By what search finds people whose names stay as they are.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Person {id: $id[i]})
SET n.search = $search[i], n.searchForms = $searchForms[i]
