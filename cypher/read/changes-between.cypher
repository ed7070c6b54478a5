// What changed between two dates: who joined, who left, and which claims were recorded or withdrawn?
// Events first, then changes of claims; each in chronological order as far as the dates determine it.
MATCH (n:Person|Organisation|WithdrawnPerson|WithdrawnOrganisation {id: $node})
WITH n, date($from) AS from, date($to) AS to
CALL (n, from, to) {
  MATCH (n)-[event:JOINED|LEFT]-(:Person|Organisation)
  WITH event, coalesce(event.earliest, date('0001-01-01')) AS earliest, coalesce(event.latest, date('9999-12-31')) AS latest,
       coalesce(from, date('0001-01-01')) AS first, coalesce(to, date('9999-12-31')) AS last
  // A scheduled event has changed nothing yet.
  WHERE event.status <> 'scheduled' AND latest >= first AND earliest <= last
  RETURN startNode(event) AS p, endNode(event) AS o, toLower(type(event)) AS change, event AS detail,
         event.earliest AS earliest, event.latest AS latest, event.claims AS ids,
         CASE WHEN earliest >= first AND latest <= last THEN 'definite' ELSE 'possible' END AS certainty
  UNION ALL
  MATCH (n)<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim)
  UNWIND [['recorded', c.recorded], ['withdrawn', c.withdrawn]] AS correction
  WITH c, from, to, correction[0] AS change, correction[1] AS day
  WHERE coalesce(day >= from, day IS NOT NULL) AND coalesce(day <= to, day IS NOT NULL)
  MATCH (p)<-[:OF]-(c)-[:AT]->(o)
  RETURN p, o, change, c AS detail, day AS earliest, day AS latest,
         CASE WHEN change = 'withdrawn' AND c.replacedBy IS NOT NULL THEN [c.id, c.replacedBy] ELSE [c.id] END AS ids,
         'definite' AS certainty
}
WITH p, o, change, detail, earliest, latest, ids, certainty, change IN ['recorded', 'withdrawn'] AS correction
ORDER BY correction, coalesce(earliest, latest) IS NULL, earliest IS NOT NULL, earliest, latest IS NULL, latest,
         p.name, o.name, detail.id
WITH collect({p: p, o: o, change: change, detail: detail, earliest: earliest, latest: latest, ids: ids,
              certainty: certainty, correction: correction}) AS found
UNWIND range(0, size(found[..$limit]) - 1) AS at
WITH size(found) AS total, found[at] AS row, CASE WHEN at > 0 THEN found[at - 1] END AS above
WITH total, row, above, row.p AS p, row.o AS o, row.detail AS detail
RETURN row.change AS change, p {.id, .name} AS person, o {.id, .name} AS at,
       detail.on AS on, row.earliest AS earliest, row.latest AS latest,
       detail.role AS role, detail.manner AS manner, detail.status AS status, detail.scheduledAsOf AS scheduledAsOf,
       coalesce(detail.disputed, false) AS disputed,
       CASE WHEN row.change = 'withdrawn' THEN detail.replacedBy END AS replacedBy,
       row.certainty AS certainty,
       CASE WHEN above IS NULL OR above.correction <> row.correction THEN null
            WHEN above.latest < row.earliest THEN 'definite' ELSE 'possible' END AS order,
       COLLECT {
         // A correction shows the claim that was withdrawn.
         MATCH (c:Claim)-[:FROM]->(s) WHERE c.id IN row.ids AND (row.correction OR c.withdrawn IS NULL)
         RETURN evidence(c, s) AS claim
         ORDER BY c.id = detail.replacedBy, s.published, c.id
       } AS claims,
       total
