// A part of a load that is written; a load that is resumed passes over it.
UNWIND $rows AS row
MERGE (b:LoadBatch {run: row.run, seq: row.seq})
SET b = row {.run, .seq, .rows, .sha256}, b.written = datetime()
