// Who joined and left which organisation, in the whole network?
// One row for each pair that is connected or occurs together in a rumour or denial. Best-connected organisations come first,
// and only as many are read as the limit requires. Nodes without a connection come last, except merged ones.
CALL () {
  // Every affirmed claim belongs to a tenure, so tenures, part-of relations, rumours and denials cover all pairs.
  CALL () {
    MATCH (target:Organisation)
    CALL (target) {
      MATCH (target)<-[:WAS_AT|PART_OF]-(source)
      RETURN count(DISTINCT source) AS pairs
    }
    RETURN sum(pairs) AS connected
  }
  CALL () {
    MATCH (claim:Claim) USING INDEX claim:Claim(status)
    WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
    MATCH (claim)-[:OF]->(:Person)-[:SAME_AS*0..5]->(source:Person) WHERE NOT EXISTS { (source)-[:SAME_AS]->() }
    MATCH (claim)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(target:Organisation)
    WHERE NOT EXISTS { (target)-[:SAME_AS]->() } AND NOT EXISTS { (source)-[:WAS_AT]->(target) }
    WITH DISTINCT source, target
    RETURN count(*) AS doubtful
  }
  CALL () {
    MATCH (alone:Person|Organisation)
    WHERE NOT EXISTS { (alone)-[:WAS_AT|PART_OF|JOINED|LEFT]-() } AND NOT EXISTS { (alone)-[:SAME_AS]->() }
      AND NOT EXISTS {
        MATCH (alone)<-[:SAME_AS*0..5]-(:Person|Organisation)<-[:OF|AT]-(claim:Claim)
        WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
      }
    RETURN count(*) AS unconnected
  }
  RETURN connected + doubtful + unconnected AS total
}
CALL () {
  MATCH (target:Organisation)
  WITH target, COUNT { (target)--() } AS degree
  ORDER BY degree DESC, target.id
  CALL (target) {
    MATCH (target)<-[:JOINED|LEFT|WAS_AT|PART_OF]-(source)
    RETURN source
    UNION
    MATCH (target)<-[:SAME_AS*0..5]-(:Organisation)<-[:AT]-(claim:Claim)
    WHERE NOT EXISTS { (target)-[:SAME_AS]->() }
      AND claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
    MATCH (claim)-[:OF]->(:Person)-[:SAME_AS*0..5]->(source:Person) WHERE NOT EXISTS { (source)-[:SAME_AS]->() }
    RETURN source
  }
  WITH target, degree, source
  ORDER BY degree DESC, target.id, source.id
  LIMIT $limit
  RETURN source, target
  UNION ALL
  MATCH (source:Person|Organisation)
  WHERE NOT EXISTS { (source)-[:WAS_AT|PART_OF|JOINED|LEFT]-() } AND NOT EXISTS { (source)-[:SAME_AS]->() }
    AND NOT EXISTS {
      MATCH (source)<-[:SAME_AS*0..5]-(:Person|Organisation)<-[:OF|AT]-(claim:Claim)
      WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
    }
  WITH source, null AS target
  ORDER BY source.id
  LIMIT $limit
  RETURN source, target
}
WITH source, target, total
LIMIT $limit
CALL (source, target) {
  MATCH (source)-[r:JOINED|LEFT|WAS_AT|PART_OF]->(target)
  RETURN collect(r) AS relationships
}
CALL (source, target) {
  MATCH (source)<-[:SAME_AS*0..5]-(:Person)<-[:OF]-(claim:Claim)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(target)
  WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
    AND NOT EXISTS { MATCH (source)-[r:JOINED|LEFT|WAS_AT]->(target) WHERE claim.id IN r.claims }
  RETURN collect(claim {.id, .event, .status}) AS doubted
}
RETURN source, target, relationships, doubted, total
