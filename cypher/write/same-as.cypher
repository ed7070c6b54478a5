// Records whether two ids mean the same, are different, or are undecided. Replaces any earlier statement about the
// pair.
UNWIND range(0, size($id) - 1) AS i
MATCH (a:Person|Organisation {id: $id[i]}), (b:Person|Organisation {id: $sameAs[i]})
CALL (a, b) {
  MATCH (a)-[old:SAME_AS|DIFFERENT_FROM]-(b)
  DELETE old
}
FOREACH (_ IN CASE $verdict[i] WHEN 'same' THEN [1] ELSE [] END | CREATE (a)-[:SAME_AS {note: $note[i], load: $load[i]}]->(b))
FOREACH (_ IN CASE $verdict[i] WHEN 'different' THEN [1] ELSE [] END | CREATE (a)-[:DIFFERENT_FROM {note: $note[i], load: $load[i]}]->(b))
