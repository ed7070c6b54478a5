// By which rules everybody is reconciled.
UNWIND $mark AS mark
MERGE (l:Load {run: 'rules'})
SET l.mark = mark
