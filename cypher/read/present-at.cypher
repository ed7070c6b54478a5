// Who was at an organisation as of a date?
// The date may be vague: a tenure is definite if it covers every day that the date can mean, possible if it can cover one.
MATCH (o:Organisation {id: $organisation})<-[stay:WAS_AT]-(p:Person)
WITH o, p, stay, date($on.earliest) AS first, date($on.latest) AS last,
     // No source says that an open tenure ended: it is certain until the last sighting.
     CASE WHEN stay.open THEN stay.lastSeen + duration({days: 1}) ELSE stay.endEarliest END AS endEarliest
WHERE coalesce(stay.beginEarliest <= last, true) AND coalesce(first < stay.endLatest, true)
  AND coalesce(stay.beginEarliest < stay.endLatest, true)
WITH o, p, stay,
     CASE WHEN stay.beginLatest <= first AND last < endEarliest THEN 'definite' ELSE 'possible' END AS certainty
ORDER BY certainty, p.name, p.id, stay.stint
WITH o, collect({p: p, stay: stay, certainty: certainty}) AS found
UNWIND found[..$limit] AS row
WITH o, size(found) AS total, row.p AS p, row.stay AS stay, row.certainty AS certainty
RETURN p {.id, .name} AS person, o {.id, .name} AS at, certainty, stay.roles AS roles,
       stay.beginEarliest AS beginEarliest, stay.beginLatest AS beginLatest,
       stay.endEarliest AS endEarliest, stay.endLatest AS endLatest, stay.open AS open, stay.lastSeen AS lastSeen,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN stay.claims AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY c.event = 'left', s.published, c.id
       } AS claims,
       total
