// Records the version of the rules by which all people are reconciled.
UNWIND $mark AS mark
MERGE (l:Load {run: 'rules'})
SET l.mark = mark
