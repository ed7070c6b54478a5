// Records the end of a load: its summary, and the record counts of the database.
UNWIND range(0, size($run) - 1) AS i
MATCH (l:Load {run: $run[i]})
SET l += {rows: $rows[i], summary: $summary[i], changes: $changes[i], warnings: $warnings[i], counts: $counts[i]}, l.finished = datetime()
