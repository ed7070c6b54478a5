// What rests on each source, and what on it alone?
// A load stores these counts. Where none are stored, or something was loaded since, they are counted here.
CALL () {
  OPTIONAL MATCH (kept:Load {run: 'source-counts'}) WHERE kept.isValid
  RETURN kept
}
CALL (kept) {
  WITH kept WHERE kept IS NOT NULL
  WITH kept.sources AS sources, kept.claims AS claims, kept.rumours AS rumours, kept.denials AS denials, kept.events AS events,
       kept.alone AS alone, kept.people AS people, kept.organisations AS organisations
  CALL (sources) {
    UNWIND range(0, size(sources) - 1) AS at
    WITH at, sources WHERE $source IS NULL OR sources[at] = $source
    RETURN collect(at) AS places
  }
  UNWIND places[..$limit] AS at
  MATCH (s:Source {id: sources[at]})
  RETURN s, claims[at] AS claims, rumours[at] AS rumours, denials[at] AS denials, events[at] AS events, alone[at] AS alone,
         people[at] AS people, organisations[at] AS organisations, size(places) AS total
  UNION ALL
  WITH kept WHERE kept IS NULL
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
  UNWIND found[..$limit] AS row
  WITH size(found) AS total, row.s AS s, row.claims AS claims
  CALL (s) {
    MATCH (s)<-[:FROM]-(c:Claim)-[:OF]->(a:Person)
    WHERE c.withdrawn IS NULL
    WITH a, collect(CASE WHEN c.status <> 'denied' THEN c.id END) AS ids,
         sum(CASE WHEN c.status = 'rumoured' THEN 1 ELSE 0 END) AS rumours,
         sum(CASE WHEN c.status = 'denied' THEN 1 ELSE 0 END) AS denials
    // Who was merged into another keeps their claims, but is counted as the other, whose the events are.
    MATCH (a)-[:SAME_AS*0..3]->(p:Person) WHERE NOT EXISTS { (p)-[:SAME_AS]->() }
    WITH p, collect(ids) AS told, sum(rumours) AS rumours, sum(denials) AS denials
    WITH p, COLLECT { UNWIND told AS ids UNWIND ids AS id RETURN id } AS own, rumours, denials
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
  CALL (s) {
    MATCH (s)<-[:FROM]-(c:Claim)-[:AT]->(a:Organisation)
    WHERE c.withdrawn IS NULL
    WITH DISTINCT a
    MATCH (a)-[:SAME_AS*0..3]->(o:Organisation) WHERE NOT EXISTS { (o)-[:SAME_AS]->() }
    RETURN count(DISTINCT o) AS organisations
  }
  RETURN s, claims, rumours, denials, events, alone, people, organisations, total
}
CALL () {
  MATCH ()-[r:PART_OF]->()
  WITH r.source AS id, count(r) AS parts
  RETURN collect({id: id, parts: parts}) AS partOf
}
RETURN s {.id, .title, .publisher, .url, .published, .language} AS source, claims, rumours, denials, events, alone,
       people, organisations, coalesce([one IN partOf WHERE one.id = s.id][0].parts, 0) AS parts, total
ORDER BY claims DESC, s.id
