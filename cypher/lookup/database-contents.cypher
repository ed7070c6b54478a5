// What does this database contain, and which version filled it?
RETURN EXISTS { MATCH (n) } AS isFilled,
       EXISTS { MATCH (n:WithdrawnPerson|WithdrawnOrganisation|WithdrawnSource) } AS anyWithdrawn,
       // Whether an undo was interrupted, and which version computed the search forms.
       EXISTS { MATCH (l:Load) WHERE l.undoing IS NOT NULL } AS isUndoing,
       COLLECT { MATCH (l:Load {run: 'forms'}) RETURN l.version }[0] AS formsVersion,
       // Earlier versions used ids with the kind as prefix instead of 22 digits.
       EXISTS { MATCH (c:Claim) WHERE c.id STARTS WITH 'claim-' } AS hasOldIds,
       COLLECT { MATCH (s:Source) RETURN s.id LIMIT 10000 } AS sources
