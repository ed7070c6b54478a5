// A load that begins to write. It has not ended, though it may have before.
UNWIND $rows AS row
MERGE (l:Load {run: row.run})
SET l = {run: row.run, begun: datetime.realtime()}
