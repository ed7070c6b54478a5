// What the database holds of these people, as the loader would write it.
UNWIND $ids AS id
MATCH (n:Person {id: id})
RETURN n {.id, .name, .aliases, .search, .searchForms, .died, .note, kind: 'person'} AS person
