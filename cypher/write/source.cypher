// Sources as one load has them; one that is there already is brought up to date.
UNWIND $rows AS row
MERGE (n:Source {id: row.id})
SET n = row {.id, .title, .publisher, .url, .published, .language, .note}
