// Which batches of the last load of these files are committed?
MATCH (l:Load {fingerprint: $fingerprint}) WHERE l.undone IS NULL
WITH l ORDER BY l.number DESC LIMIT 1
RETURN l.run AS run, COLLECT { MATCH (b:LoadBatch {run: l.run}) WHERE b.seq >= 0 RETURN b {.seq, .sha256} } AS batches
