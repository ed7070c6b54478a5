// The restore is complete and verified.
MATCH (l:Load {run: 'restore'})
DELETE l
