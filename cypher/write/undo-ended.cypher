// Marks a load as undone.
UNWIND range(0, size($number) - 1) AS i
MATCH (l:Load {run: toString($number[i])})
SET l.undone = datetime()
REMOVE l.undoing
