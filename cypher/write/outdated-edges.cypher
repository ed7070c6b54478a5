// Deletes events and tenures that no longer follow from the claims. Searches from the person, who has few, rather than
// from the organisation.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $person[i]})
MATCH (p)-[r:JOINED|LEFT|WAS_AT]->() WHERE r.id = $id[i]
DELETE r
