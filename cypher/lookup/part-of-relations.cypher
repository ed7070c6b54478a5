// All part-of relations with their dates.
MATCH (part:Organisation)-[r:PART_OF]->(whole:Organisation)
RETURN r.id AS id, part.id AS part, whole.id AS whole, r.from AS from, r.to AS to,
       coalesce(part.type = 'team', false) AS isTeam
ORDER BY id
