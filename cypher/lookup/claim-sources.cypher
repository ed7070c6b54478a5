// Which sources make these claims?
MATCH (claim:Claim)-[:FROM]->(source:Source)
WHERE claim.id IN $claims
RETURN source {.id, .title, .publisher, .url, .published} AS source, collect(claim.id) AS claims
ORDER BY source.id
