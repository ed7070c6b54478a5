// Which people have claims that cite these sources or concern these organisations, or were reconciled by other rules? One
// page ordered by id.
CALL () {
  MATCH (s:Source)<-[:FROM]-(:Claim)-[:OF]->(p:Person) WHERE s.id IN $sources
  RETURN p
  UNION
  MATCH (o:Organisation)<-[:AT]-(:Claim)-[:OF]->(p:Person) WHERE o.id IN $organisations
  RETURN p
  UNION
  WITH $rules AS rules WHERE rules IS NOT NULL
  MATCH (p:Person) WHERE coalesce(NOT p.settled STARTS WITH rules, EXISTS { (p)<-[:OF]-(:Claim) })
  RETURN p
}
WITH p WHERE p.id > $after
RETURN DISTINCT p.id AS id
ORDER BY id LIMIT $limit
