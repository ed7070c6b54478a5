// Do the counts of the sources hold, and how often was something loaded?
OPTIONAL MATCH (counts:Load {run: 'source-counts'})
RETURN coalesce(counts.isValid, false) AS isValid, coalesce(counts.version, 0) AS version
