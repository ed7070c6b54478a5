// By which version did everybody's names get their other forms?
OPTIONAL MATCH (l:Load {run: 'forms'})
RETURN l.version AS version
