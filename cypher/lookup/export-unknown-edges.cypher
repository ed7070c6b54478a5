// Which types of edges between these nodes does no table cover, and how many are there?
CALL db.relationshipTypes() YIELD relationshipType AS type
WHERE NOT type IN ['JOINED', 'LEFT', 'WAS_AT', 'PART_OF', 'OF', 'AT', 'FROM', 'SAME_AS', 'DIFFERENT_FROM', 'DESCRIBED_BY']
CALL (type) {
  MATCH (:Person|Organisation|Source|Claim)-[r:$(type)]->(:Person|Organisation|Source|Claim)
  RETURN count(r) AS count
}
WITH type, count WHERE count > 0
RETURN type, count
ORDER BY type
