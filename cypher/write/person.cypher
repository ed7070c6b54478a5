// People as one load has them; a person that is there already is brought up to date. Gives those who were not there.
UNWIND $rows AS row
MERGE (n:Person {id: row.id})
ON CREATE SET n.held = true
SET n += row {.name, .aliases, .search, .note}
WITH n WHERE n.held
REMOVE n.held
RETURN n.id AS id
