// Renames claims whose ids, from an earlier version, contain line numbers.
UNWIND range(0, size($from) - 1) AS i
MATCH (c:Claim {id: $from[i]})
SET c.id = $id[i]
