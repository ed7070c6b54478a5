// By which version everybody's names have their other forms.
UNWIND $version AS version
MERGE (l:Load {run: 'forms'})
SET l.version = version
