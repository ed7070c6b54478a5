// Who joined and left which organisation, in the whole network?
// One row for each two that are connected, or that a rumour or a denial names together; best connected organisations
// first. Whoever stands alone comes last, unless they were merged into another.
CALL () {
  MATCH (source:Person|Organisation)-[r:JOINED|LEFT|WAS_AT|PART_OF]->(target:Organisation)
  RETURN source, target, r, null AS claim
  UNION ALL
  MATCH (claim:Claim) WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
  MATCH (claim)-[:OF]->(:Person)-[:SAME_AS*0..5]->(source:Person) WHERE NOT EXISTS { (source)-[:SAME_AS]->() }
  MATCH (claim)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(target:Organisation)
  WHERE NOT EXISTS { (target)-[:SAME_AS]->() }
    AND NOT EXISTS { MATCH (source)-[r:JOINED|LEFT|WAS_AT]->(target) WHERE claim.id IN r.claims }
  RETURN source, target, null AS r, claim
  UNION ALL
  MATCH (source:Person|Organisation)
  WHERE NOT EXISTS { (source)-[:JOINED|LEFT|WAS_AT|PART_OF]-() } AND NOT EXISTS { (source)-[:SAME_AS]->() }
    AND NOT EXISTS {
      MATCH (source)<-[:SAME_AS*0..5]-(:Person|Organisation)<-[:OF|AT]-(claim:Claim)
      WHERE claim.status IN ['rumoured', 'denied'] AND claim.withdrawn IS NULL
    }
  RETURN source, null AS target, null AS r, null AS claim
}
WITH source, target, collect(r) AS relationships, collect(claim {.id, .event, .status}) AS doubted
ORDER BY COUNT { (target)--() } DESC, target.id, source.id
WITH collect({source: source, target: target, relationships: relationships, doubted: doubted}) AS found
UNWIND found[..$limit] AS row
RETURN row.source AS source, row.target AS target, row.relationships AS relationships, row.doubted AS doubted,
       size(found) AS total
