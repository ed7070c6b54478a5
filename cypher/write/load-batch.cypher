// A part of a load that is written; a load that is resumed passes over it.
UNWIND range(0, size($run) - 1) AS i
MERGE (b:LoadBatch {run: $run[i], seq: $seq[i]})
SET b = {run: $run[i], seq: $seq[i], rows: $rows[i], sha256: $sha256[i]}, b.written = datetime()
