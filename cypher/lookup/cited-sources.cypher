// Which sources make these claims, or have these ids? Part-of relations name their source themselves.
CALL () {
  MATCH (claim:Claim)-[:FROM]->(source:Source)
  WHERE claim.id IN $ids
  RETURN source, claim.id AS id
  UNION
  MATCH (source:Source)
  WHERE source.id IN $ids
  RETURN source, source.id AS id
}
RETURN source {.id, .title, .publisher, .url, .published} AS source, collect(id) AS ids
ORDER BY source.id
