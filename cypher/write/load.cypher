// A load that came to its end, and the last transaction before this one.
UNWIND $rows AS row
MERGE (l:Load {run: row.run})
SET l = row {.run, .rows, .summary, .warnings, .after}, l.finished = datetime()
