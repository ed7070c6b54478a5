// All claims, events and tenures of these people, as rows of the loader.
UNWIND $people AS id
MATCH (p:Person {id: id})
RETURN id AS person, p.died AS died,
       COLLECT {
         MATCH (p)<-[:OF]-(c:Claim)-[:AT]->(o), (c)-[:FROM]->(s)
         RETURN c {.*, kind: 'claim', person: id, organisation: o.id, source: s.id, published: s.published}
       } AS claims,
       COLLECT {
         MATCH (p)-[r:JOINED|LEFT|WAS_AT]->(o:Organisation)
         RETURN r {.*, kind: {JOINED: 'joined', LEFT: 'left', WAS_AT: 'tenure'}[type(r)], person: id, organisation: o.id}
       } AS edges
