// Every pair of a person and an organisation, or of a part and its whole, with what its line means and when it holds.
// An event is its type, status, and whether it is disputed, only possible, or was still to come for its source.
CALL () {
  MATCH (source:Person)-[r:JOINED|LEFT|WAS_AT]->(target:Organisation)
  WITH source, target, collect(r) AS relationships
  RETURN source, target,
         [r IN relationships WHERE NOT r:WAS_AT | [type(r), r.status, r.disputed, r.certainty, r.scheduledAsOf]] AS events,
         [r IN relationships WHERE r:WAS_AT |
           [r.beginEarliest, r.beginLatest, r.endEarliest, r.endLatest, r.open, r.lastSeen]] AS tenures,
         [] AS periods
  UNION ALL
  MATCH (source:Organisation)-[r:PART_OF]->(target:Organisation)
  RETURN source, target, [] AS events, [] AS tenures, collect([r.from, r.to]) AS periods
  UNION ALL
  // Rumours and denials that support no relationship, as in overview.
  MATCH (claim:Claim) USING INDEX claim:Claim(status)
  WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
  MATCH (claim)-[:OF]->(:Person)-[:SAME_AS*0..5]->(source:Person) WHERE NOT EXISTS { (source)-[:SAME_AS]->() }
  MATCH (claim)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(target:Organisation)
  WHERE NOT EXISTS { (target)-[:SAME_AS]->() } AND NOT EXISTS { (source)-[:JOINED|LEFT|WAS_AT]->(target) }
  RETURN source, target,
         collect(DISTINCT [CASE WHEN claim.status = 'denied' THEN 'DENIED' WHEN claim.event = 'joined' THEN 'JOINED'
                           WHEN claim.event = 'left' THEN 'LEFT' ELSE 'WAS_AT' END, claim.status, null, null, null]) AS events,
         [] AS tenures, [] AS periods
}
RETURN source.id AS source, target.id AS target, events, tenures, periods
