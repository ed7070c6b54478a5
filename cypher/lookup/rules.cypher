// By which rules was everybody reconciled when a load last came to its end?
OPTIONAL MATCH (l:Load {run: 'rules'})
RETURN l.mark AS mark
