// Which of these ids exist, and when were the sources among them published?
RETURN COLLECT { MATCH (n:Person) WHERE n.id IN $ids RETURN n.id } AS people,
       COLLECT { MATCH (n:Organisation) WHERE n.id IN $ids RETURN n.id } AS organisations,
       COLLECT { MATCH (n:Source) WHERE n.id IN $ids RETURN n {.id, .published} } AS sources
