// What was known of a person or an organisation by a date?
// By publication: claims whose source was published by then. By recording: claims that this database contained then.
// Includes claims that only an undone load had added.
MATCH (n:Person|Organisation|WithdrawnPerson|WithdrawnOrganisation {id: $node})
MATCH (n)<-[:SAME_AS*0..5]-()<-[:OF|AT]-(c:Claim)-[:FROM]->(s)
WHERE $basis = 'recorded' OR c.withdrawn IS NULL
WITH s, collect(DISTINCT c) AS claims, date($on.earliest) AS first, date($on.latest) AS last
publicationBounds(s)
UNWIND claims AS c
WITH s, c, CASE $basis
  WHEN 'recorded' THEN {
    no: coalesce(c.recorded > last, false) OR coalesce(c.withdrawn <= first, false),
    sure: c.recorded <= first AND coalesce(c.withdrawn > last, c.withdrawn IS NULL)}
  ELSE {no: coalesce(outEarliest > last, false), sure: outLatest <= first} END AS known
WHERE NOT known.no
MATCH (p)<-[:OF]-(c)-[:AT]->(o)
WITH s, c, p, o, CASE WHEN known.sure THEN 'definite' ELSE 'possible' END AS certainty
ORDER BY p.name, p.id, o.name, o.id, c.event = 'left', c.event, s.id, c.id
WITH collect({s: s, c: c, p: p, o: o, certainty: certainty}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.s AS s, row.c AS c, row.p AS p, row.o AS o, row.certainty AS certainty
RETURN p {.id, .name} AS person, o {.id, .name} AS at, certainty,
       c.recorded AS recorded, c.withdrawn AS withdrawn, c.replacedBy AS replacedBy,
       evidence(c, s) AS claim,
       total
