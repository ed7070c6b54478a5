// Which people and organisations have this name?
// Ranks the 500 results that the index scores highest: whole names first, then names that begin with the text, then others.
// Within these, names from a source come before derived forms, and well-connected entities first. A merged entity is found as
// the canonical one. The last quoted part of the query is the folded text.
WITH split($text, '"')[-2] AS text
WITH text, split(text, ' ')[-1] AS last
WITH text, last + ' ' + left(text, CASE WHEN last = text THEN 0 ELSE size(text) - size(last) - 1 END) AS turned
CALL (text, turned) {
  CALL db.index.fulltext.queryNodes('names', $text, {limit: 500}) YIELD node, score
  RETURN node, score, 0 + CASE
    WHEN text IN node.search THEN 0
    WHEN turned IN node.search THEN 2
    WHEN any(name IN node.search WHERE name STARTS WITH text + ' ') THEN 4
    WHEN any(name IN node.search WHERE name STARTS WITH text) THEN 6
    ELSE 8 END AS rank
  UNION ALL
  CALL db.index.fulltext.queryNodes('name_forms', $text, {limit: 500}) YIELD node, score
  RETURN node, score, 1 + CASE
    WHEN text IN node.searchForms THEN 0
    WHEN turned IN node.searchForms THEN 2
    WHEN any(name IN node.searchForms WHERE name STARTS WITH text + ' ') THEN 4
    WHEN any(name IN node.searchForms WHERE name STARTS WITH text) THEN 6
    ELSE 8 END AS rank
}
MATCH (node)-[:SAME_AS*0..5]->(kept:Person|Organisation)
WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH kept AS node, min(rank) AS rank, max(score) AS score
ORDER BY rank, COUNT { (node)--() } DESC, node.name, node.id
WITH collect({node: node, score: score})[..500] AS found
UNWIND range(0, size(found[..$limit]) - 1) AS at
WITH size(found) AS total, at, found[at].node AS node, found[at].score AS score
// For a person, the last tenure, preferably at a whole organisation; for an organisation, its whole.
OPTIONAL CALL (node) {
  MATCH (node)-[stay:WAS_AT]->(o)
  WITH o, left(toString(stay.beginEarliest), 4) AS begin, left(toString(stay.beginLatest), 4) AS begun,
       left(toString(stay.endEarliest), 4) AS end, left(toString(stay.endLatest), 4) AS ended,
       coalesce(CASE WHEN stay.open THEN stay.lastSeen ELSE coalesce(stay.endEarliest, stay.endLatest) END,
                stay.beginLatest, stay.beginEarliest) AS last
  RETURN {
    at: o {.id, .name},
    from: CASE WHEN begin = begun THEN begin WHEN coalesce(begin, begun) IS NOT NULL THEN coalesce(begin, '..') + '/' + coalesce(begun, '..') END,
    to: CASE WHEN end = ended THEN end WHEN coalesce(end, ended) IS NOT NULL THEN coalesce(end, '..') + '/' + coalesce(ended, '..') END
  } AS place
  ORDER BY o.type IN ['team', 'board'], last IS NULL, last DESC, o.name, o.id LIMIT 1
  UNION ALL
  MATCH (node)-[:PART_OF]->(whole)
  RETURN {at: whole {.id, .name}, from: null, to: null} AS place
  ORDER BY whole.name, whole.id LIMIT 1
}
WITH total, at, node, score, place
ORDER BY at
RETURN node.id AS id, CASE WHEN node:Person THEN 'person' ELSE 'organisation' END AS kind,
       node.name AS name, node.aliases AS aliases, place.at AS at, place.from AS from, place.to AS to, score, total
