// What do the sources say about the connection between two nodes?
MATCH (a:Person|Organisation {id: $one}), (b:Person|Organisation {id: $other})
CALL (a, b) {
  UNWIND [[a, b], [b, a]] AS ends
  WITH ends[0] AS p, ends[1] AS o
  // Includes claims of entities merged into one of the two. Excludes withdrawn claims.
  MATCH (p)<-[:SAME_AS*0..5]-(:Person)<-[:OF]-(c:Claim)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(o)
  WHERE c.withdrawn IS NULL
  MATCH (c)-[:FROM]->(s:Source)
  RETURN p AS subject, o AS object, s,
         evidence(c, s) AS claim
  UNION
  UNWIND [[a, b], [b, a]] AS ends
  WITH ends[0] AS part, ends[1] AS whole
  MATCH (part)-[r:PART_OF]->(whole)
  MATCH (s:Source {id: r.source})
  WITH part, whole, s,
       {id: r.id, event: 'part-of', status: 'reported', locator: r.locator,
        on: CASE WHEN coalesce(r.from, r.to) IS NOT NULL THEN coalesce(r.from, '..') + '/' + coalesce(r.to, '..') END} AS c
  RETURN part AS subject, whole AS object, s,
         evidence(c, s) AS claim
}
RETURN subject {.id, .name} AS subject, object {.id, .name} AS object, claim
ORDER BY claim.event = 'left', s.published, claim.id
