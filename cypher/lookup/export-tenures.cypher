// People for an export of tenures, each with tenures (as ids of their claims) and claims. One page ordered by id.
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
