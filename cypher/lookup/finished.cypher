// How did this run end, if it did?
OPTIONAL MATCH (l:Load {run: $run})
RETURN l.summary AS summary, l.after AS after, l.warnings AS warnings, toString(l.finished) AS finished
