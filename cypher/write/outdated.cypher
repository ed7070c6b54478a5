// Events and stays that the claims no longer bear out.
UNWIND range(0, size($id) - 1) AS i
MATCH (:Person {id: $person[i]})-[r:JOINED|LEFT|WAS_AT {id: $id[i]}]->(:Organisation {id: $organisation[i]})
DELETE r
