// Deletes claims if an equal claim, recorded on the same day, was already withdrawn; one record of it is enough.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
DETACH DELETE c
