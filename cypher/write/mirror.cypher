// Marks the database as a copy that may be emptied. `of` is the state of the original; null while the copy is incomplete.
UNWIND range(0, size($marked) - 1) AS i
MERGE (l:Load {run: 'mirror'})
SET l.of = $of[i]
