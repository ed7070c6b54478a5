// The stored part-of relations of these organisations, as rows of the loader.
RETURN COLLECT {
  MATCH (part:Organisation)-[r:PART_OF]->(whole:Organisation) WHERE part.id IN $organisations
  RETURN r {.*, kind: 'part-of', part: part.id, whole: whole.id}
} AS partOf
