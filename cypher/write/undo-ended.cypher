// A load that is undone: nothing that it says stands any more.
UNWIND range(0, size($number) - 1) AS i
MATCH (l:Load {run: toString($number[i])})
SET l.undone = datetime()
REMOVE l.undoing
