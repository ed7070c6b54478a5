// Which person or organisation has this id? Returns the canonical entity of a merged one. Active entities come before
// those of undone loads.
MATCH (n:Person|Organisation|WithdrawnPerson|WithdrawnOrganisation {id: $text})
OPTIONAL MATCH (n)-[:SAME_AS*1..10]->(kept:Person|Organisation) WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH coalesce(kept, n) AS n
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN n.id AS id
ORDER BY n:WithdrawnPerson OR n:WithdrawnOrganisation
LIMIT 1
