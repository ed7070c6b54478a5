// Which of these ids does the database know?
RETURN COLLECT { MATCH (n:Person) WHERE n.id IN $ids RETURN n.id } AS people,
       COLLECT { MATCH (n:Organisation) WHERE n.id IN $ids RETURN n.id } AS organisations,
       COLLECT { MATCH (n:Source) WHERE n.id IN $ids RETURN n.id } AS sources
