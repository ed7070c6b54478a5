// Whose claims rest on these sources, or are of these organisations? A page in the order of their ids.
CALL () {
  MATCH (s:Source)<-[:FROM]-(:Claim)-[:OF]->(p:Person) WHERE s.id IN $sources
  RETURN p
  UNION
  MATCH (o:Organisation)<-[:AT]-(:Claim)-[:OF]->(p:Person) WHERE o.id IN $organisations
  RETURN p
}
WITH p WHERE p.id > $after
RETURN DISTINCT p.id AS id
ORDER BY id LIMIT $limit
