// Which people and organisations are merged into which others?
MATCH (a)-[:SAME_AS]->(b)
RETURN head([label IN labels(a) WHERE label IN ['Person', 'Organisation']]) AS kind, a.id AS id, b.id AS into
ORDER BY kind, id
