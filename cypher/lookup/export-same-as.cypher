// Statements that two ids mean the same or are different, for an export. One page ordered by id.
MATCH (a)-[r:SAME_AS|DIFFERENT_FROM]->(b)
WITH a.id + ' ' + b.id AS id, a, r, b WHERE id > $after
RETURN id, {id: a.id, same_as: b.id, note: r.note, verdict: CASE type(r) WHEN 'SAME_AS' THEN 'same' ELSE 'different' END} AS properties
ORDER BY id LIMIT $limit
