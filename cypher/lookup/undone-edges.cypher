// Which organisations do the part-of and same-as relations of this load connect?
MATCH (a:Organisation)-[r:PART_OF|SAME_AS|DIFFERENT_FROM {load: $load}]->(b:Organisation)
UNWIND [a.id, b.id] AS id
RETURN DISTINCT id, count(DISTINCT CASE WHEN type(r) = 'PART_OF' THEN r END) AS parts
ORDER BY id
