// What rests on each source, and what on it alone? Every person is read once; read/sources.cypher counts the same for one
// source at a time.
CALL () {
  MATCH (p:Person) WHERE NOT EXISTS { (p)-[:SAME_AS]->() }
  CALL (p) {
    MATCH (p)<-[:SAME_AS*0..3]-()<-[:OF]-(claim)-[:FROM]->(s)
    WHERE claim.withdrawn IS NULL
    WITH p, collect({id: claim.id, source: s, status: claim.status}) AS claims
    WITH claims, COLLECT {
      MATCH (p)-[event:JOINED|LEFT]->()
      RETURN [c IN claims WHERE c.status <> 'denied' AND c.id IN event.claims | c.source]
    } AS events
    UNWIND claims AS claim
    WITH events, claim.source AS s, count(*) AS claims,
         sum(CASE claim.status WHEN 'rumoured' THEN 1 ELSE 0 END) AS rumours,
         sum(CASE claim.status WHEN 'denied' THEN 1 ELSE 0 END) AS denials
    RETURN s, claims, rumours, denials, [sources IN events WHERE s IN sources] AS events
  }
  WITH s, sum(claims) AS claims, sum(rumours) AS rumours, sum(denials) AS denials, sum(size(events)) AS events,
       sum(size([sources IN events WHERE all(other IN sources WHERE other = s)])) AS alone, count(*) AS people
  RETURN s, claims, rumours, denials, events, alone, people
  UNION ALL
  MATCH (s:Source) WHERE NOT EXISTS { (s)<-[:FROM]-(c:Claim) WHERE c.withdrawn IS NULL }
  RETURN s, 0 AS claims, 0 AS rumours, 0 AS denials, 0 AS events, 0 AS alone, 0 AS people
}
CALL (s) {
  MATCH (s)<-[:FROM]-(claim)-[:AT]->(at)
  WHERE claim.withdrawn IS NULL
  WITH DISTINCT at
  MATCH (at)-[:SAME_AS*0..3]->(o:Organisation) WHERE NOT EXISTS { (o)-[:SAME_AS]->() }
  RETURN count(DISTINCT o) AS organisations
}
RETURN s.id AS source, claims, rumours, denials, events, alone, people, organisations
ORDER BY claims DESC, source
