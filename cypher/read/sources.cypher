// What rests on each source, and what on it alone?
CALL () {
  MATCH (s:Source {id: $source})
  RETURN s
  UNION
  WITH 1 AS everywhere WHERE $source IS NULL
  MATCH (s:Source) WHERE s.id > ''
  RETURN s
}
WITH s, COUNT { (s)<-[:FROM]-(c:Claim) WHERE c.withdrawn IS NULL } AS claims
ORDER BY claims DESC, s.id
WITH collect({s: s, claims: claims}) AS found
CALL () {
  MATCH ()-[r:PART_OF]->()
  WITH r.source AS id, count(r) AS parts
  RETURN collect({id: id, parts: parts}) AS partOf
}
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.s AS s, row.claims AS claims, partOf
CALL (s) {
  MATCH (s)<-[:FROM]-(c:Claim)-[:OF]->(p:Person), (c)-[:AT]->(o:Organisation)
  WHERE c.withdrawn IS NULL
  RETURN count(DISTINCT p) AS people, count(DISTINCT o) AS organisations,
         sum(CASE c.status WHEN 'rumoured' THEN 1 ELSE 0 END) AS rumours,
         sum(CASE c.status WHEN 'denied' THEN 1 ELSE 0 END) AS denials
}
CALL (s) {
  // Who was merged into another keeps their claims, but the events are the other's.
  MATCH (s)<-[:FROM]-(c:Claim)-[:OF]->(:Person)-[:SAME_AS*0..3]->(p:Person)-[r:JOINED|LEFT]->(:Organisation)
  WHERE c.withdrawn IS NULL AND c.status <> 'denied' AND c.id IN r.claims
  WITH DISTINCT s, r
  WITH r, EXISTS {
    MATCH (other:Claim)-[:FROM]->(t:Source)
    WHERE other.id IN r.claims AND other.withdrawn IS NULL AND other.status <> 'denied' AND t <> s
  } AS shared
  RETURN count(r) AS events, sum(CASE WHEN shared THEN 0 ELSE 1 END) AS alone
}
RETURN s {.id, .title, .publisher, .url, .published, .language} AS source, claims, rumours, denials, events, alone,
       people, organisations, coalesce([one IN partOf WHERE one.id = s.id][0].parts, 0) AS parts, total
ORDER BY claims DESC, s.id
