// Deletes claims if an equal one was already withdrawn on the same day; one record of it is enough.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
DETACH DELETE c
