// A load that begins to write. It has not ended, though it may have before.
UNWIND range(0, size($run) - 1) AS i
MERGE (l:Load {run: $run[i]})
SET l = {run: $run[i], begun: datetime.realtime()}
