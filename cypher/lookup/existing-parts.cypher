// What are these organisations parts of, as the loader would write it?
RETURN COLLECT {
  MATCH (part:Organisation)-[r:PART_OF]->(whole:Organisation) WHERE part.id IN $organisations
  RETURN r {.*, kind: 'part-of', part: part.id, whole: whole.id}
} AS partOf
