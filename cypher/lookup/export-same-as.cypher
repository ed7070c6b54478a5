// What is said of who is the same as whom, for an export, a page in the order of their ids.
MATCH (a)-[r:SAME_AS|DIFFERENT_FROM]->(b)
WITH a.id + ' ' + b.id AS id, a, r, b WHERE id > $after
RETURN id, {id: a.id, same_as: b.id, note: r.note, verdict: CASE type(r) WHEN 'SAME_AS' THEN 'same' ELSE 'different' END} AS properties
ORDER BY id LIMIT $limit
