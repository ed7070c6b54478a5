// Which people and organisations have a similar name?
// A merged entity is found as the canonical one.
CALL () {
  CALL db.index.fulltext.queryNodes('names', $text, {limit: 500}) YIELD node, score
  RETURN node, score
  UNION ALL
  CALL db.index.fulltext.queryNodes('name_forms', $text, {limit: 500}) YIELD node, score
  RETURN node, score
}
MATCH (node)-[:SAME_AS*0..5]->(kept:Person|Organisation)
WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH kept AS node, max(score) AS score
ORDER BY score DESC, COUNT { (node)--() } DESC, node.name, node.id
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
