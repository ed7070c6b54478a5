// What are teams parts of, and when?
MATCH (part:Organisation)-[r:PART_OF]->(whole:Organisation) WHERE part.type = 'team'
RETURN r.id AS id, part.id AS part, whole.id AS whole, r.from AS from, r.to AS to
ORDER BY id
