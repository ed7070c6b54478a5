// Whether two ids are of one, are of two, or nobody knows. What was said of the two before no longer holds.
UNWIND $rows AS row
MATCH (a:Person|Organisation {id: row.id}), (b:Person|Organisation {id: row.sameAs})
CALL (a, b) {
  MATCH (a)-[old:SAME_AS|DIFFERENT_FROM]-(b)
  DELETE old
}
FOREACH (_ IN CASE row.verdict WHEN 'same' THEN [1] ELSE [] END | CREATE (a)-[:SAME_AS {note: row.note}]->(b))
FOREACH (_ IN CASE row.verdict WHEN 'different' THEN [1] ELSE [] END | CREATE (a)-[:DIFFERENT_FROM {note: row.note}]->(b))
