// Which people did this load describe or merge, or add or withdraw a claim of? Ordered by id.
CALL () {
  MATCH (c:Claim {load: $load})-[:OF]->(p:Person) WHERE c.undone IS NULL
  RETURN p
  UNION
  MATCH (c:Claim {withdrawnBy: $load})-[:OF]->(p:Person) WHERE c.undone IS NULL
  RETURN p
  UNION
  MATCH (p:Person)-[d:DESCRIBED_BY {load: $load}]->() WHERE d.withdrawn IS NULL
  RETURN p
  UNION
  MATCH (p:Person)-[r:SAME_AS|DIFFERENT_FROM {load: $load}]-()
  RETURN p
}
RETURN DISTINCT p.id AS id
ORDER BY id
