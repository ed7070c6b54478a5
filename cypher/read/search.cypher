// Which people and organisations bear this name?
// The index gives the 500 that it scores highest. Of those, whole names come first, then those that begin with the text,
// then others; of each, names that a source states before other forms of them, and the best connected first. Whoever was merged
// into another is found as that other.
// The last quotes of the query hold the folded text.
WITH split($text, '"')[-2] AS text
WITH text, split(text, ' ') AS words
WITH text, reduce(turned = words[-1], word IN words[..-1] | turned + ' ' + word) AS turned
CALL () {
  CALL db.index.fulltext.queryNodes('names', $text, {limit: 500}) YIELD node, score
  RETURN node, score, node.search AS names, 0 AS derived
  UNION ALL
  CALL db.index.fulltext.queryNodes('name_forms', $text, {limit: 500}) YIELD node, score
  RETURN node, score, node.searchForms AS names, 1 AS derived
}
WITH node, score, derived + 2 * CASE
  WHEN text IN names THEN 0
  WHEN turned IN names THEN 1
  WHEN any(name IN names WHERE name STARTS WITH text + ' ') THEN 2
  WHEN any(name IN names WHERE name STARTS WITH text) THEN 3
  ELSE 4 END AS rank
MATCH (node)-[:SAME_AS*0..5]->(kept:Person|Organisation)
WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH kept AS node, min(rank) AS rank, max(score) AS score
ORDER BY rank, COUNT { (node)--() } DESC, node.name, node.id
WITH collect({node: node, score: score})[..500] AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.node AS node, row.score AS score
// The last stay of a person, rather at a whole organisation than at a part; what an organisation is a part of.
WITH total, node, score, COLLECT {
  MATCH (node)-[stay:WAS_AT]->(o)
  WITH o, stay, coalesce(CASE WHEN stay.open THEN stay.lastSeen ELSE coalesce(stay.endEarliest, stay.endLatest) END,
                         stay.beginLatest, stay.beginEarliest) AS last
  RETURN {at: o {.id, .name}, begin: [stay.beginEarliest, stay.beginLatest], end: [stay.endEarliest, stay.endLatest]} AS place
  ORDER BY o.type IN ['team', 'board'], last IS NULL, last DESC, o.name, o.id LIMIT 1
  UNION ALL
  MATCH (node)-[:PART_OF]->(whole)
  RETURN {at: whole {.id, .name}, begin: [null, null], end: [null, null]} AS place
  ORDER BY whole.name, whole.id LIMIT 1
}[0] AS place
WITH total, node, score, place, [bounds IN [place.begin, place.end] | [day IN bounds | left(toString(day), 4)]] AS years
WITH total, node, score, place, [bounds IN years | CASE
  WHEN bounds[0] = bounds[1] THEN bounds[0]
  WHEN bounds[0] IS NOT NULL OR bounds[1] IS NOT NULL THEN coalesce(bounds[0], '..') + '/' + coalesce(bounds[1], '..') END] AS years
RETURN node.id AS id, CASE WHEN node:Person THEN 'person' ELSE 'organisation' END AS kind,
       node.name AS name, node.aliases AS aliases, place.at AS at, years[0] AS from, years[1] AS to, score, total
