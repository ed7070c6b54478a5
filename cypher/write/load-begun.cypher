// A load that begins to write. It has not ended, though it may have before.
UNWIND range(0, size($run) - 1) AS i
MERGE (l:Load {run: $run[i]})
SET l = {run: $run[i], begun: datetime.realtime()}
// Counts made before no longer hold. Last, since other loads wait for this node until the transaction ends.
WITH DISTINCT 1 AS once
MERGE (counts:Load {run: 'source-counts'})
SET counts.version = coalesce(counts.version, 0) + 1, counts.isValid = false
