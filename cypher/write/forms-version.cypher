// Records the version that computed the search forms of all names.
UNWIND $version AS version
MERGE (l:Load {run: 'forms'})
SET l.version = version
