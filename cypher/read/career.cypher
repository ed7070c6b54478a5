// Where has a person been, in order, and which sources say so?
// A row without a stint holds claims that make no stay: rumours, and denials.
MATCH (p:Person {id: $person})
CALL (p) {
  MATCH (p)-[stay:WAS_AT]->(o:Organisation)
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(o)
  OPTIONAL MATCH (p)-[left:LEFT {stint: stay.stint}]->(o)
  RETURN o, stay, joined, left, stay.claims AS ids
  UNION
  MATCH (p)<-[:OF]-(c:Claim)-[:AT]->(o:Organisation)
  WHERE NOT EXISTS { MATCH (p)-[stay:WAS_AT]->(o) WHERE c.id IN stay.claims }
  RETURN o, null AS stay, null AS joined, null AS left, collect(c.id) AS ids
}
WITH p, o, stay, joined, left, ids
ORDER BY stay IS NULL, coalesce(stay.beginLatest, stay.beginEarliest, stay.endLatest), stay.endLatest, o.name
RETURN p {.id, .name, .aliases} AS person, o {.id, .name, .type} AS organisation,
       stay.stint AS stint, stay.roles AS roles,
       stay.beginEarliest AS beginEarliest, stay.beginLatest AS beginLatest,
       stay.endEarliest AS endEarliest, stay.endLatest AS endLatest, stay.open AS open, stay.lastSeen AS lastSeen,
       joined {.on, .announced, .manner, .status, .disputed} AS joined,
       left {.on, .announced, .manner, .status, .disputed} AS left,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN ids
         RETURN c {.id, .event, .on, .announced, .role, .manner, .reason, .destination, .origin, .status, .locator, .note,
                   source: s {.id, .title, .publisher, .url, .published}} AS claim
         ORDER BY c.event = 'left', s.published, c.id
       } AS claims
