// Events and stays that the claims no longer bear out.
UNWIND $rows AS row
MATCH (:Person {id: row.person})-[r:JOINED|LEFT|WAS_AT {id: row.id}]->(:Organisation {id: row.organisation})
DELETE r
