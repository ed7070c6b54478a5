// Updates the search forms of people whose names are unchanged.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Person {id: $id[i]})
SET n.search = $search[i], n.searchForms = $searchForms[i]
