// Events and stays that the claims no longer bear out. Looked for at the person, who has few, and not at the organisation.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $person[i]})
MATCH (p)-[r:JOINED|LEFT|WAS_AT]->() WHERE r.id = $id[i]
DELETE r
