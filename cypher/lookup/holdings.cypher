// What does this database hold, and whose is it?
RETURN EXISTS { MATCH (n) } AS anything,
       EXISTS { MATCH (n:WithdrawnPerson|WithdrawnOrganisation|WithdrawnSource) } AS anyWithdrawn,
       // An undo that was cut off, and by what the names are found in other letters.
       EXISTS { MATCH (l:Load) WHERE l.undoing IS NOT NULL } AS isUndoing,
       COLLECT { MATCH (l:Load {run: 'forms'}) RETURN l.version }[0] AS formsVersion,
       // Until ids became 22 digits they began with what they are of.
       EXISTS { MATCH (c:Claim) WHERE c.id STARTS WITH 'claim-' } AS otherIds,
       COLLECT { MATCH (s:Source) RETURN s.id LIMIT 10000 } AS sources
