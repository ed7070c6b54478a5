// What does this database hold, and whose is it?
RETURN EXISTS { MATCH (n) } AS anything,
       COLLECT { MATCH (s:Source) RETURN s.id LIMIT 10000 } AS sources
