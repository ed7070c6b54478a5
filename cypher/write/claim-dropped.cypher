// Claims that were withdrawn before on the same day in the same words: one of the two tells it.
UNWIND range(0, size($id) - 1) AS i
MATCH (c:Claim {id: $id[i]})
DETACH DELETE c
