// Is the database empty, and which restore did not end? `file` is its backup.
OPTIONAL MATCH (mark:Load {run: 'restore'})
RETURN NOT EXISTS { MATCH (n) WHERE NOT n:Load OR n.run <> 'restore' } AS empty, mark.mark AS file
