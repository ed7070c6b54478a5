// Where do the sources of one joining or leaving agree on the date, differ, or contradict each other?
CALL () {
  MATCH (:Person|Organisation {id: $node})-[r:JOINED|LEFT]-()
  WHERE size(r.claims) > 1
  RETURN r
  UNION
  WITH 1 AS everywhere WHERE $node IS NULL
  MATCH ()-[r:JOINED|LEFT]->()
  WHERE size(r.claims) > 1
  RETURN r
}
CALL (r) {
  MATCH (c:Claim) WHERE c.id IN r.claims AND c.withdrawn IS NULL
  WITH r, collect(c) AS claims
  WITH [c IN claims WHERE c.status = r.status OR c.status IN ['confirmed', 'reported']] AS supporting
  WITH supporting, [c IN supporting WHERE c.earliest IS NOT NULL OR c.latest IS NOT NULL] AS dated
  WHERE size(dated) > 1
  // The days that all dates allow: from the latest begin to the earliest end. An open end is null, so comparisons with it are null.
  RETURN size(dated) AS dated,
         size([c IN supporting WHERE c.earliest IS NULL AND c.latest IS NULL AND c.announced IS NOT NULL]) AS announcedOnly,
         reduce(day = null, c IN dated | CASE WHEN c.earliest <= day OR c.earliest IS NULL THEN day ELSE c.earliest END) AS earliest,
         reduce(day = null, c IN dated | CASE WHEN c.latest >= day OR c.latest IS NULL THEN day ELSE c.latest END) AS latest,
         all(c IN dated WHERE coalesce(toString(c.earliest), '') = coalesce(toString(dated[0].earliest), '')
                          AND coalesce(toString(c.latest), '') = coalesce(toString(dated[0].latest), '')) AS same
}
WITH r, dated, announcedOnly, earliest, latest,
     CASE WHEN same THEN 'agree' WHEN earliest > latest THEN 'contradict' ELSE 'differ' END AS agreement
WHERE agreement = $agreement
WITH r, dated, announcedOnly, agreement, startNode(r) AS p, endNode(r) AS o,
     CASE WHEN agreement <> 'contradict' THEN earliest END AS earliest, CASE WHEN agreement <> 'contradict' THEN latest END AS latest
ORDER BY r.latest IS NULL, r.latest DESC, r.earliest DESC, p.name, r.id
WITH collect({r: r, p: p, o: o, dated: dated, announcedOnly: announcedOnly, agreement: agreement, earliest: earliest, latest: latest}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row, row.r AS r, row.p AS p, row.o AS o
RETURN p {.id, .name} AS person, o {.id, .name} AS organisation, toLower(type(r)) AS event, r.on AS on,
       row.agreement AS agreement, row.earliest AS earliest, row.latest AS latest, row.dated AS dated,
       row.announcedOnly AS announcedOnly, r.status AS status, r.scheduledAsOf AS scheduledAsOf,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN r.claims AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
