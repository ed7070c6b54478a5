// Which joinings, leavings and withdrawn claims became known last?
// The window is that of changes-between. Null parameters leave everything in.
CALL () {
  CALL () {
    MATCH (:Person|Organisation {id: coalesce($node, $person, $organisation)})-[event:JOINED|LEFT]-()
    RETURN event
    UNION
    WITH 1 AS everywhere WHERE coalesce($node, $person, $organisation) IS NULL
    MATCH (:Person)-[event:JOINED|LEFT]->(:Organisation)
    RETURN event
  }
  WITH event, coalesce(event.earliest, date('0001-01-01')) AS earliest, coalesce(event.latest, date('9999-12-31')) AS latest
  WHERE latest >= coalesce(date($from), date('0001-01-01')) AND earliest <= coalesce(date($to), date('9999-12-31'))
  CALL (event) {
    MATCH (c:Claim) WHERE c.id IN event.claims AND c.withdrawn IS NULL
    RETURN min(c.recorded) AS known, max(c.recorded) AS updated
  }
  RETURN toLower(type(event)) AS change, startNode(event) AS p, endNode(event) AS o, event AS detail,
         event.earliest AS earliest, event.latest AS latest, event.claims AS ids, known, updated
  UNION ALL
  CALL () {
    MATCH (:Person|Organisation|WithdrawnPerson|WithdrawnOrganisation {id: coalesce($node, $person, $organisation)})<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim)
    RETURN c
    UNION
    WITH 1 AS everywhere WHERE coalesce($node, $person, $organisation) IS NULL
    MATCH (c:Claim) WHERE c.withdrawn IS NOT NULL
    RETURN c
  }
  WITH c WHERE c.withdrawn >= coalesce(date($from), date('0001-01-01')) AND c.withdrawn <= coalesce(date($to), date('9999-12-31'))
  MATCH (p)<-[:OF]-(c)-[:AT]->(o)
  RETURN 'withdrawn' AS change, p, o, c AS detail, c.withdrawn AS earliest, c.withdrawn AS latest,
         CASE WHEN c.replacedBy IS NULL THEN [c.id] ELSE [c.id, c.replacedBy] END AS ids, c.withdrawn AS known, c.withdrawn AS updated
}
WITH *
WHERE ($change IS NULL OR change = $change) AND ($person IS NULL OR p.id = $person) AND ($organisation IS NULL OR o.id = $organisation)
ORDER BY coalesce(updated, date('0001-01-01')) DESC, coalesce(latest, earliest, date('0001-01-01')) DESC, p.name, o.name, detail.id
LIMIT $limit
// Claims have the day on which they were recorded, and the load of that day its time. A withdrawn claim does not turn the time back.
OPTIONAL CALL (p, o, change, ids) {
  MATCH (c:Claim) WHERE c.id IN ids
  RETURN c
  UNION
  MATCH (p)<-[:OF]-(c:Claim)-[:AT]->(o) WHERE c.event = change AND c.withdrawn IS NOT NULL
  RETURN c
}
OPTIONAL MATCH (l:Load {run: toString(c.load)})
WITH p, o, change, detail, earliest, latest, ids, known, updated, c,
     CASE date(l.begun) WHEN c.recorded THEN l.begun ELSE datetime({date: c.recorded}) END AS recorded
WITH p, o, change, detail, earliest, latest, ids, known, updated,
     min(CASE WHEN c.withdrawn IS NULL THEN recorded END) AS firstKnown,
     max(CASE WHEN c.withdrawn > date(recorded) THEN datetime({date: c.withdrawn}) ELSE recorded END) AS lastKnown
WITH p, o, change, detail, earliest, latest, ids,
     CASE change WHEN 'withdrawn' THEN datetime({date: known}) ELSE firstKnown END AS known,
     CASE change WHEN 'withdrawn' THEN datetime({date: updated}) ELSE lastKnown END AS updated
ORDER BY updated DESC, coalesce(latest, earliest, date('0001-01-01')) DESC, p.name, o.name, detail.id
RETURN detail.id AS id, change, p {.id, .name} AS person, o {.id, .name} AS at, detail.on AS on, earliest, latest,
       detail.role AS role, detail.manner AS manner, detail.event AS event, detail.status AS status,
       detail.scheduledAsOf AS scheduledAsOf, coalesce(detail.disputed, false) AS disputed, known.epochSeconds AS known, updated.epochSeconds AS updated,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s) WHERE c.id IN ids AND (change = 'withdrawn' OR c.withdrawn IS NULL)
         RETURN evidence(c, s) AS claim
         ORDER BY c.id = detail.replacedBy, s.published, c.id
       } AS claims
