// matchByKind(kind, ids): matches the people, organisations or sources `n` with these ids, by their index.
CALL (kind, ids) {
  UNWIND CASE kind WHEN 'person' THEN ids ELSE [] END AS id
  MATCH (n:Person {id: id})
  RETURN n
  UNION ALL
  UNWIND CASE kind WHEN 'organisation' THEN ids ELSE [] END AS id
  MATCH (n:Organisation {id: id})
  RETURN n
  UNION ALL
  UNWIND CASE kind WHEN 'source' THEN ids ELSE [] END AS id
  MATCH (n:Source {id: id})
  RETURN n
}
