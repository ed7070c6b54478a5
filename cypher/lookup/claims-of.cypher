// All claims of these people, including withdrawn ones.
UNWIND $people AS id
MATCH (p:Person {id: id})<-[:OF]-(c:Claim)-[:AT]->(o:Organisation), (c)-[:FROM]->(s:Source)
RETURN c {.*, kind: 'claim', person: id, organisation: o.id, source: s.id, published: s.published} AS claim
