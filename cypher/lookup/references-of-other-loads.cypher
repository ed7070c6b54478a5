// Which organisations do claims of other loads name as origin, and which sources do their part-of relations cite?
RETURN COLLECT { MATCH (c:Claim) WHERE c.origin IS NOT NULL AND c.withdrawn IS NULL AND coalesce(c.load <> $load, true)
                 RETURN DISTINCT c.origin } AS origins,
       COLLECT { MATCH (:Organisation)-[r:PART_OF]->() WHERE coalesce(r.load <> $load, true) RETURN DISTINCT r.source } AS partSources
