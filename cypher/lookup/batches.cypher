// Which parts of this run are written?
MATCH (b:LoadBatch {run: $run})
RETURN b.seq AS seq, b.sha256 AS sha256
