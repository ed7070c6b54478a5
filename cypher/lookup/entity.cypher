// Which people and organisations does this id or name mean? The id first, then the name as written, then as folded.
CALL () {
  MATCH (n:Person|Organisation {id: $text})
  RETURN n, 0 AS rank
  UNION
  WITH $query AS query WHERE query <> ''
  CALL db.index.fulltext.queryNodes('names', query) YIELD node AS n
  WITH n, CASE WHEN $text IN [n.name] + n.aliases THEN 1 WHEN $folded IN n.search THEN 2 ELSE 3 END AS rank
  LIMIT 100
  RETURN n, rank
}
// One that was merged into another stands for the other.
OPTIONAL MATCH (n)-[:SAME_AS*1..10]->(kept:Person|Organisation) WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH coalesce(kept, n) AS n, min(rank) AS rank
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN n.id AS id, n.name AS name, rank
ORDER BY rank, n.name, n.id
LIMIT 20
