// Which person or organisation bears this id? One that was merged into another stands for the other.
MATCH (n:Person|Organisation {id: $text})
OPTIONAL MATCH (n)-[:SAME_AS*1..10]->(kept:Person|Organisation) WHERE NOT EXISTS { (kept)-[:SAME_AS]->() }
WITH coalesce(kept, n) AS n
WHERE any(label IN labels(n) WHERE label IN $labels)
RETURN n.id AS id
LIMIT 1
