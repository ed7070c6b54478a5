// Every person and organisation, with its place if a layout of the whole network is kept.
CALL () {
  MATCH (n:Organisation) RETURN n, false AS isPerson
  UNION ALL
  MATCH (n:Person) RETURN n, true AS isPerson
}
WITH n, isPerson WHERE NOT EXISTS { (n)-[:SAME_AS]->() }
RETURN n.id AS id, n.name AS name, isPerson, n.layoutX AS x, n.layoutY AS y
