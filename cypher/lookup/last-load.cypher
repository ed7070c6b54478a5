// Which load began last, how did it end, and what are the current record counts?
OPTIONAL MATCH (l:Load) WHERE l.number > 0
WITH l ORDER BY l.number DESC LIMIT 1
RETURN l.fingerprint AS fingerprint, l.undone IS NOT NULL OR EXISTS { (cut:Load) WHERE cut.undoing IS NOT NULL } AS undone, EXISTS { (p:Person) WHERE p.due <= date() } AS due, l.summary AS summary, l.counts AS counts, l.warnings AS warnings, toString(l.finished) AS finished,
       {people: COUNT { (:Person) }, organisations: COUNT { (:Organisation) }, sources: COUNT { (:Source) },
        claims: COUNT { (:Claim) }, of: COUNT { ()-[:OF]->() }, at: COUNT { ()-[:AT]->() },
        from: COUNT { ()-[:FROM]->() }, joined: COUNT { ()-[:JOINED]->() }, left: COUNT { ()-[:LEFT]->() },
        stays: COUNT { ()-[:WAS_AT]->() }, partOf: COUNT { ()-[:PART_OF]->() }, sameAs: COUNT { ()-[:SAME_AS]->() },
        differentFrom: COUNT { ()-[:DIFFERENT_FROM]->() }} AS currentCounts
