// Which people and organisations may each of these names mean?
// A query has a Lucene query `text`, the `folded` name, the same with its last word first (`turned`), and a `type` or null.
UNWIND $queries AS q
CALL (q) {
  CALL db.index.fulltext.queryNodes('names', q.text, {limit: 100}) YIELD node
  RETURN node, CASE
    WHEN q.folded IN node.search THEN 'name'
    WHEN q.turned IN node.search THEN 'turned'
    WHEN any(name IN node.search WHERE name STARTS WITH q.folded) THEN 'begin'
    ELSE 'part' END AS fit
  UNION ALL
  CALL db.index.fulltext.queryNodes('name_forms', q.text, {limit: 100}) YIELD node
  RETURN node, CASE
    WHEN q.folded IN node.searchForms OR q.turned IN node.searchForms THEN 'form'
    WHEN any(name IN node.searchForms WHERE name STARTS WITH q.folded) THEN 'begin'
    ELSE 'part' END AS fit
}
MATCH (node)-[:SAME_AS*0..5]->(kept:Person|Organisation)
WHERE NOT EXISTS { (kept)-[:SAME_AS]->() } AND (q.type IS NULL OR q.type IN labels(kept) OR q.type = kept.type)
WITH q, kept, collect(DISTINCT fit) AS fits, COUNT { (kept)--() } AS degree
ORDER BY 'name' IN fits DESC, 'turned' IN fits DESC, 'form' IN fits DESC, 'begin' IN fits DESC, degree DESC, kept.name, kept.id
WITH q, collect({node: kept, fits: fits})[..50] AS found
UNWIND found AS candidate
WITH q, candidate.node AS n, candidate.fits AS fits
RETURN q.key AS key, n.id AS id, n.name AS name, n:Person AS isPerson, n.type AS type, n.search AS search, fits,
       // The organisations of a person, the latest first, or those that an organisation is part of.
       COLLECT {
         MATCH (n)-[r:WAS_AT|PART_OF]->(o:Organisation)
         RETURN {id: o.id, name: o.name, search: o.search + coalesce(o.searchForms, []), roles: coalesce(r.roles, []),
                 begin: [r.beginEarliest.year, r.beginLatest.year], end: [r.endEarliest.year, r.endLatest.year],
                 open: coalesce(r.open, true), isStay: type(r) = 'WAS_AT'} AS place
         ORDER BY o.type IN ['team', 'board'], coalesce(r.lastSeen, r.endLatest, r.endEarliest, r.beginLatest) IS NULL,
                  coalesce(r.lastSeen, r.endLatest, r.endEarliest, r.beginLatest) DESC, o.name, o.id
         LIMIT 30
       } AS places
