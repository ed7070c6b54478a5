// What the database holds of these ids, as the loader would write it.
RETURN COLLECT { MATCH (n:Organisation) WHERE n.id IN $organisations RETURN n {.*, kind: 'organisation'} } AS organisations,
       COLLECT { MATCH (n:Source) WHERE n.id IN $sources RETURN n {.*, kind: 'source'} } AS sources,
       COLLECT {
         MATCH (part:Organisation)-[r:PART_OF]->(whole:Organisation) WHERE part.id IN $organisations
         RETURN r {.*, kind: 'part-of', part: part.id, whole: whole.id}
       } AS partOf
