// All claims, events and stays of these people at some organisations each, as the loader would write them.
UNWIND $people AS row
MATCH (p:Person {id: row.id})
RETURN row.id AS person,
       COLLECT {
         MATCH (p)<-[:OF]-(c:Claim)-[:AT]->(o:Organisation) WHERE o.id IN row.organisations
         MATCH (c)-[:FROM]->(s:Source)
         RETURN c {.*, kind: 'claim', person: row.id, organisation: o.id, source: s.id, published: s.published}
       } AS claims,
       COLLECT {
         MATCH (p)-[r:JOINED]->(o:Organisation) WHERE o.id IN row.organisations
         RETURN r {.*, kind: 'joined', person: row.id, organisation: o.id}
       } AS joined,
       COLLECT {
         MATCH (p)-[r:LEFT]->(o:Organisation) WHERE o.id IN row.organisations
         RETURN r {.*, kind: 'left', person: row.id, organisation: o.id}
       } AS left,
       COLLECT {
         MATCH (p)-[r:WAS_AT]->(o:Organisation) WHERE o.id IN row.organisations
         RETURN r {.*, kind: 'tenure', person: row.id, organisation: o.id}
       } AS tenures
