// What is known of these people and organisations, and which claims say so?
UNWIND $ids AS asked
MATCH (:Person|Organisation {id: asked})-[:SAME_AS*0..5]->(n:Person|Organisation)
WHERE NOT EXISTS { (n)-[:SAME_AS]->() }
RETURN asked, n.id AS id, n.name AS name, n:Person AS isPerson, n.type AS type,
       COLLECT {
         MATCH (n)-[stay:WAS_AT]->(o:Organisation)
         OPTIONAL MATCH (n)-[joined:JOINED {stint: stay.stint}]->(o)
         OPTIONAL MATCH (n)-[left:LEFT {stint: stay.stint}]->(o)
         RETURN {id: o.id, name: o.name, roles: stay.roles, joined: joined.on, left: left.on} AS tenure
         ORDER BY coalesce(stay.beginLatest, stay.beginEarliest, stay.endLatest), stay.endLatest, o.name, o.id, stay.stint
         LIMIT 100
       } AS stays,
       COLLECT {
         MATCH (n:Organisation)-[:PART_OF]->(whole:Organisation)
         RETURN DISTINCT whole {.id, .name} AS whole ORDER BY whole.name, whole.id LIMIT 20
       } AS wholes,
       COLLECT {
         MATCH (n)<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim)-[:FROM]->(s:Source)
         WHERE c.withdrawn IS NULL
         MATCH (p)<-[:OF]-(c)-[:AT]->(o)
         RETURN {about: CASE WHEN n:Person THEN o.name ELSE p.name END, claim: evidence(c, s)} AS said
         ORDER BY s.published DESC, c.id
         LIMIT $claims
       } AS claims
