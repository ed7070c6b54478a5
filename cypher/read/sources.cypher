// Which records depend on each source, and which on it alone?
// Counts all sources person by person, so that each person is read once; counts a single source by its own claims.
CALL () {
  WITH 1 AS everywhere WHERE $source IS NULL
  CALL () {
    CALL () {
      MATCH (p:Person) WHERE p.id > '' AND NOT EXISTS { (p)-[:SAME_AS]->() }
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
      RETURN s, sum(claims) AS claims, sum(rumours) AS rumours, sum(denials) AS denials, sum(size(events)) AS events,
             sum(size([sources IN events WHERE all(other IN sources WHERE other = s)])) AS alone, count(*) AS people
      UNION ALL
      MATCH (s:Source) WHERE s.id > '' AND NOT EXISTS { (s)<-[:FROM]-(c:Claim) WHERE c.withdrawn IS NULL }
      RETURN s, 0 AS claims, 0 AS rumours, 0 AS denials, 0 AS events, 0 AS alone, 0 AS people
    }
    ORDER BY claims DESC, s.id
    RETURN collect({s: s, claims: claims, rumours: rumours, denials: denials, events: events, alone: alone, people: people}) AS found
  }
  UNWIND found[..$limit] AS row
  RETURN row.s AS s, row.claims AS claims, row.rumours AS rumours, row.denials AS denials, row.events AS events,
         row.alone AS alone, row.people AS people, size(found) AS total
  UNION ALL
  MATCH (s:Source {id: $source})
  CALL (s) {
    MATCH (s)<-[:FROM]-(c:Claim)-[:OF]->(a:Person)
    WHERE c.withdrawn IS NULL
    WITH a, collect(CASE WHEN c.status <> 'denied' THEN c.id END) AS ids,
         sum(CASE WHEN c.status = 'rumoured' THEN 1 ELSE 0 END) AS rumours,
         sum(CASE WHEN c.status = 'denied' THEN 1 ELSE 0 END) AS denials
    // A merged person keeps the claims, but counts as the canonical person, who has the events.
    MATCH (a)-[:SAME_AS*0..3]->(p:Person) WHERE NOT EXISTS { (p)-[:SAME_AS]->() }
    WITH p, collect(ids) AS lists, sum(rumours) AS rumours, sum(denials) AS denials
    WITH p, COLLECT { UNWIND lists AS ids UNWIND ids AS id RETURN id } AS own, rumours, denials
    CALL (p, own) {
      MATCH (p)-[r:JOINED|LEFT]->(:Organisation)
      WHERE any(id IN own WHERE id IN r.claims)
      WITH [id IN r.claims WHERE NOT id IN own] AS others
      WITH others <> [] AND EXISTS {
        MATCH (c:Claim) WHERE c.id IN others AND c.withdrawn IS NULL AND c.status <> 'denied'
      } AS shared
      RETURN count(*) AS events, sum(CASE WHEN shared THEN 0 ELSE 1 END) AS alone
    }
    RETURN count(p) AS people, sum(rumours) AS rumours, sum(denials) AS denials, sum(events) AS events, sum(alone) AS alone
  }
  WITH *, COUNT { (s)<-[:FROM]-(c:Claim) WHERE c.withdrawn IS NULL } AS claims
  RETURN s, claims, rumours, denials, events, alone, people, 1 AS total
}
CALL (s) {
  MATCH (s)<-[:FROM]-(c:Claim)-[:AT]->(a:Organisation)
  WHERE c.withdrawn IS NULL
  WITH DISTINCT a
  MATCH (a)-[:SAME_AS*0..3]->(o:Organisation) WHERE NOT EXISTS { (o)-[:SAME_AS]->() }
  RETURN count(DISTINCT o) AS organisations
}
CALL () {
  MATCH ()-[r:PART_OF]->()
  WITH r.source AS id, count(r) AS parts
  RETURN collect({id: id, parts: parts}) AS partOf
}
RETURN s {.id, .title, .publisher, .url, .published, .language} AS source, claims, rumours, denials, events, alone,
       people, organisations, coalesce([one IN partOf WHERE one.id = s.id][0].parts, 0) AS parts, total
ORDER BY claims DESC, s.id
