// Which person or organisation has this id? One that was merged into another stands for the other. What is there comes before
// what an undone load had brought.
MATCH (n:Person|Organisation|WithdrawnPerson|WithdrawnOrganisation {id: $text})
OPTIONAL MATCH (n)-[:SAME_AS*1..10]->(kept:Person|Organisation) WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH coalesce(kept, n) AS n
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN n.id AS id
ORDER BY n:WithdrawnPerson OR n:WithdrawnOrganisation
LIMIT 1
