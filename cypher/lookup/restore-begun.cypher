// Marks the database as one that a restore is filling.
MERGE (l:Load {run: 'restore'})
SET l.mark = $file
