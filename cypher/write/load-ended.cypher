// A load that came to its end: what it came to, and how much there is of everything now.
UNWIND range(0, size($run) - 1) AS i
MATCH (l:Load {run: $run[i]})
SET l += {rows: $rows[i], summary: $summary[i], changes: $changes[i], warnings: $warnings[i], counts: $counts[i]}, l.finished = datetime()
