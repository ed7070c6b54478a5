// Retires sources without a remaining description. Queries as of an earlier date still find them.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:Source {id: $id[i]})
SET n:WithdrawnSource
REMOVE n:Source
