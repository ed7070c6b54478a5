// People as one load has them; a person that is there already is brought up to date.
UNWIND $rows AS row
MERGE (n:Person {id: row.id})
SET n += row {.name, .aliases, .search, .note}
