// What is around a person or an organisation?
// Includes nodes that are connected only by a rumour or a denial, unless an event or a period is asked for.
MATCH (n:Person|Organisation {id: $node})
CALL (n) {
  MATCH (n)-[r:JOINED|LEFT|WAS_AT|PART_OF]-(other:Person|Organisation)
  RETURN other, r, null AS claim
  UNION ALL
  MATCH (n)<-[:SAME_AS*0..5]-(:Person|Organisation)<-[:OF|AT]-(claim:Claim)
  WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
  MATCH (claim)-[:OF|AT]->(:Person|Organisation)-[:SAME_AS*0..5]->(other:Person|Organisation)
  WHERE other <> n AND NOT EXISTS { (other)-[:SAME_AS]->() }
    AND NOT EXISTS { MATCH (n)-[r:JOINED|LEFT|WAS_AT]-(other) WHERE claim.id IN r.claims }
  RETURN other, null AS r, claim
}
WITH n, other, collect(r) AS relationships, collect(claim {.id, .event, .status}) AS doubted,
     $event AS event, $eventFrom AS from, $eventTo AS to
WHERE ($kind IS NULL OR ($kind = 'person') = (other:Person))
  AND (coalesce(event, from, to) IS NULL OR any(r IN relationships WHERE mayFall(r, event, from, to)))
WITH n, other, relationships, doubted
ORDER BY COUNT { (other)--() } DESC, other.id
WITH n, collect({other: other, relationships: relationships, doubted: doubted}) AS found
UNWIND found[..$limit] AS row
RETURN n AS node, row.other AS neighbour, row.relationships AS relationships, row.doubted AS doubted, size(found) AS total
