// The counts of the sources no longer hold. The last statement of a transaction: other loads wait for this node until it ends.
MERGE (counts:Load {run: 'source-counts'})
SET counts.version = coalesce(counts.version, 0) + 1, counts.isValid = false
