// Which sources make these claims, and what are the sources with these ids?
CALL () {
  UNWIND $claims AS id
  MATCH (c:Claim {id: id})-[:FROM]->(s:Source)
  RETURN s, c.id AS claim
  UNION ALL
  UNWIND $sources AS id
  MATCH (s:Source {id: id})
  RETURN s, null AS claim
}
WITH s, collect(claim) AS claims
RETURN s {.id, .title, .publisher, .url, .published} AS source, claims
ORDER BY s.published, s.id
