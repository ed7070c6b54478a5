// How many neighbours of each kind does a person or an organisation have, and how many of them joined or left?
// Counts as `around` does with the same parameters. Rumours and denials that make no relationship count only in `any`, without a period.
MATCH (n:Person|Organisation {id: $node})
CALL (n) {
  MATCH (n)-[r:JOINED|LEFT|WAS_AT|PART_OF]-(other:Person|Organisation)
  RETURN other, r
  UNION ALL
  WITH n, 1 AS always WHERE $eventFrom IS NULL AND $eventTo IS NULL
  MATCH (n)<-[:SAME_AS*0..5]-(:Person|Organisation)<-[:OF|AT]-(claim:Claim)
  WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
  MATCH (claim)-[:OF|AT]->(:Person|Organisation)-[:SAME_AS*0..5]->(other:Person|Organisation)
  WHERE other <> n AND NOT EXISTS { (other)-[:SAME_AS]->() }
  RETURN other, null AS r
}
WITH other, collect(r) AS relationships, $eventFrom AS from, $eventTo AS to
UNWIND ['any', 'joined', 'left', 'present', 'part-of'] AS event
WITH other, relationships, from, to, event, CASE event WHEN 'any' THEN null ELSE event END AS asked
WHERE (event = 'any' AND from IS NULL AND to IS NULL) OR any(r IN relationships WHERE mayFall(r, asked, from, to))
WITH CASE WHEN other:Person THEN 'person' ELSE 'organisation' END AS kind, event, count(*) AS neighbours
ORDER BY kind DESC, event = 'any' DESC, event
RETURN kind, event, neighbours
