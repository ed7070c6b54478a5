// Who joined and left which organisation, in the whole network?
// One row for each two that are connected, best connected organisations first; whoever stands alone comes last,
// unless they were merged into another.
MATCH (source:Person|Organisation)
OPTIONAL MATCH (source)-[r:JOINED|LEFT|WAS_AT|PART_OF]->(target:Organisation)
WITH source, target, collect(r) AS relationships
WHERE target IS NOT NULL
  OR NOT EXISTS { (source)<-[:JOINED|LEFT|WAS_AT|PART_OF]-() } AND NOT EXISTS { (source)-[:SAME_AS]->() }
WITH source, target, relationships
ORDER BY COUNT { (target)--() } DESC, target.id, source.id
WITH collect({source: source, target: target, relationships: relationships}) AS found
UNWIND found[..$limit] AS row
RETURN row.source AS source, row.target AS target, row.relationships AS relationships, size(found) AS total
