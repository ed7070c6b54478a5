// Which people and organisations bear this name?
CALL db.index.fulltext.queryNodes('names', $text) YIELD node, score
WITH node, score, COUNT { (node)--() } AS degree
ORDER BY score DESC, degree DESC, node.name, node.id
WITH collect({node: node, score: score}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.node AS node, row.score AS score
RETURN node.id AS id, CASE WHEN node:Person THEN 'person' ELSE 'organisation' END AS kind,
       node.name AS name, node.aliases AS aliases, score, total
