// People for an export of stays, a page in the order of their ids: each stay as the ids of its claims, and each claim.
MATCH (p:Person) WHERE p.id > $after
WITH p ORDER BY p.id LIMIT $limit
RETURN p.id AS id,
       COLLECT { MATCH (p)-[r:WAS_AT]->() RETURN {id: r.id, claims: r.claims} ORDER BY r.id } AS stays,
       COLLECT {
         MATCH (p)<-[:OF]-(c:Claim)-[:AT]->(o:Organisation), (c)-[:FROM]->(s:Source)
         WHERE c.undone IS NULL
         RETURN {properties: properties(c), organisation: o.id, type: o.type, source: s.id, url: s.url,
                 publisher: s.publisher} ORDER BY c.id
       } AS claims
ORDER BY id
