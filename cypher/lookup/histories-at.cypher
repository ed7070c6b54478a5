// All claims, events and stays of these people at some organisations each, as the loader would write them. Which organisations
// is told by where they are among `$organisations`, so that each is looked for once.
WITH [id IN $organisations | COLLECT { MATCH (o:Organisation {id: id}) RETURN o }[0]] AS organisations
UNWIND $people AS row
MATCH (p:Person {id: row.id})
WITH row.id AS id, p, [at IN row.at | organisations[at]] AS among
RETURN id AS person, p.died AS died,
       COLLECT {
         MATCH (p)<-[:OF]-(c:Claim)-[:AT]->(o:Organisation) WHERE o IN among
         MATCH (c)-[:FROM]->(s:Source)
         RETURN c {.*, kind: 'claim', person: id, organisation: o.id, source: s.id, published: s.published}
       } AS claims,
       COLLECT {
         MATCH (p)-[r:JOINED|LEFT|WAS_AT]->(o:Organisation) WHERE o IN among
         RETURN r {.*, kind: {JOINED: 'joined', LEFT: 'left', WAS_AT: 'tenure'}[type(r)], person: id, organisation: o.id}
       } AS edges
