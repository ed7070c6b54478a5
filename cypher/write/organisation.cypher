// Organisations as one load has them; one that is there already is brought up to date.
UNWIND $rows AS row
MERGE (n:Organisation {id: row.id})
SET n = row {.id, .name, .aliases, .search, .type, .note}
