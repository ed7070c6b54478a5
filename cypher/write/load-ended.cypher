// A load that came to its end: what it came to, and how much there is of everything now.
UNWIND $rows AS row
MATCH (l:Load {run: row.run})
SET l += row {.rows, .summary, .warnings, .counts}, l.finished = datetime()
