// By which version of the rules were people reconciled when a load last finished?
OPTIONAL MATCH (l:Load {run: 'rules'})
RETURN l.mark AS mark
