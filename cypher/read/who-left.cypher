// Who left an organisation, when, in what manner, and which sources say so?
MATCH (:Organisation {id: $organisation})<-[left:LEFT]-(p:Person)
WITH p, left,
     date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to,
     coalesce(left.earliest, date('0001-01-01')) AS earliest, coalesce(left.latest, date('9999-12-31')) AS latest
WHERE latest >= from AND earliest <= to
WITH p, left,
     CASE WHEN earliest >= from AND latest <= to THEN 'definite' ELSE 'possible' END AS certainty
ORDER BY left.latest IS NULL, left.latest DESC, left.earliest DESC, p.name, left.id
WITH collect({p: p, left: left, certainty: certainty}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.p AS p, row.left AS left, row.certainty AS certainty
RETURN p {.id, .name} AS person,
       left.on AS on, left.earliest AS earliest, left.latest AS latest, left.announced AS announced,
       left.role AS role, left.manner AS manner, left.destination AS destination,
       left.status AS status, left.disputed AS disputed, certainty,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN left.claims
         RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
                   source: s {.id, .title, .publisher, .url, .published}} AS claim
         ORDER BY s.published, c.id
       } AS claims,
       total
