// Which people and organisations match this id or name? Ranks the id first, then the name as written, then the folded
// name, then a derived form such as Xie Saining for 谢赛宁.
CALL () {
  MATCH (n:Person|Organisation {id: $text})
  RETURN n, 0 AS rank, 0.0 AS score
  UNION
  WITH $query AS query WHERE query <> ''
  CALL db.index.fulltext.queryNodes('names', query, {limit: 500}) YIELD node AS n, score
  RETURN n, CASE WHEN $text IN [n.name] + n.aliases THEN 1 WHEN $folded IN n.search THEN 2 ELSE 4 END AS rank, score
  UNION
  WITH $query AS query WHERE query <> ''
  CALL db.index.fulltext.queryNodes('name_forms', query, {limit: 500}) YIELD node AS n, score
  RETURN n, CASE WHEN $folded IN n.searchForms OR $turned IN n.searchForms THEN 3 ELSE 4 END AS rank, score
}
// Replaces a merged entity by the canonical one.
OPTIONAL MATCH (n)-[:SAME_AS*1..10]->(kept:Person|Organisation) WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH coalesce(kept, n) AS n, min(rank) AS rank, max(score) AS score
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN n.id AS id, n.name AS name, rank
ORDER BY rank, score DESC, n.name, n.id
LIMIT 20
