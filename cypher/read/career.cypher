// Where has a person been, in order, and which sources say so?
// A row without a stint has claims without a tenure: rumours, denials and scheduled joinings. Includes claims of people merged
// into this one. A row that certainly began later is never above one that began earlier.
MATCH (p:Person {id: $person})
CALL (p) {
  MATCH (p)-[stay:WAS_AT]->(o:Organisation)
  OPTIONAL MATCH (p)-[joined:JOINED {stint: stay.stint}]->(o)
  OPTIONAL MATCH (p)-[left:LEFT {stint: stay.stint}]->(o)
  RETURN o, stay, joined, left, stay.claims AS ids
  UNION
  MATCH (p)<-[:SAME_AS*0..5]-(:Person)<-[:OF]-(c:Claim)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(o:Organisation)
  WHERE c.withdrawn IS NULL AND NOT EXISTS { (o)-[:SAME_AS]->() }
    AND NOT EXISTS { MATCH (p)-[stay:WAS_AT]->(o) WHERE c.id IN stay.claims }
  RETURN o, null AS stay, null AS joined, null AS left, collect(c.id) AS ids
}
WITH p, o, stay, joined, left, ids
ORDER BY stay IS NULL, coalesce(stay.beginLatest, stay.beginEarliest, stay.endLatest), stay.endLatest, o.name, o.id,
         stay.stint
WITH p, collect({o: o, stay: stay, joined: joined, left: left, ids: ids}) AS found
UNWIND range(0, size(found) - 1) AS at
WITH p, found[at].o AS o, found[at].stay AS stay, found[at].joined AS joined, found[at].left AS left, found[at].ids AS ids,
     CASE WHEN at > 0 THEN found[at - 1].stay END AS above
RETURN p {.id, .name, .aliases} AS person, o {.id, .name, .type} AS organisation,
       stay.stint AS stint, stay.roles AS roles,
       stay.beginEarliest AS beginEarliest, stay.beginLatest AS beginLatest,
       stay.endEarliest AS endEarliest, stay.endLatest AS endLatest, stay.open AS open, stay.lastSeen AS lastSeen,
       joined {.on, .announced, .manner, .status, .scheduledAsOf, .disputed, .claims,
               disputes: coalesce(joined.disputes, [])} AS joined,
       left {.on, .announced, .manner, .status, .scheduledAsOf, .disputed, .claims,
             disputes: coalesce(left.disputes, [])} AS left,
       CASE WHEN above.beginLatest < stay.beginEarliest THEN 'definite'
            WHEN above IS NOT NULL AND stay IS NOT NULL THEN 'possible' END AS order,
       COLLECT {
         MATCH (c:Claim)-[:FROM]->(s:Source) WHERE c.id IN ids AND c.withdrawn IS NULL
         RETURN evidence(c, s) AS claim
         ORDER BY c.event = 'left', s.published, c.id
       } AS claims
