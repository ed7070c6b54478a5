// Which people and organisations have a name that is nearly this one?
// Whoever was merged into another is found as that other.
CALL db.index.fulltext.queryNodes('names', $text) YIELD node, score
MATCH (node)-[:SAME_AS*0..5]->(kept:Person|Organisation)
WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH kept AS node, max(score) AS score
ORDER BY score DESC, COUNT { (node)--() } DESC, node.name, node.id
WITH collect({node: node, score: score}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.node AS node, row.score AS score
RETURN node.id AS id, CASE WHEN node:Person THEN 'person' ELSE 'organisation' END AS kind,
       node.name AS name, node.aliases AS aliases, score, total
