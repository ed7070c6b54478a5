// Who is said to have had a role with these words, where, and by which sources?
// Reads the 2,000 claims whose roles the index scores highest. Merged people and organisations are named as the canonical ones.
CALL db.index.fulltext.queryNodes('claim_roles', $text, {limit: 2000}) YIELD node AS c, score
WHERE c.withdrawn IS NULL
MATCH (c)-[:OF]->(:Person)-[:SAME_AS*0..5]->(person:Person) WHERE NOT EXISTS { (person)-[:SAME_AS]->() }
MATCH (c)-[:AT]->(:Organisation)-[:SAME_AS*0..5]->(organisation:Organisation)
WHERE NOT EXISTS { (organisation)-[:SAME_AS]->() }
MATCH (c)-[:FROM]->(s:Source)
WITH person, organisation, c, s, score
ORDER BY s.published, c.id
WITH c.role AS role, person, organisation, max(score) AS score, collect(evidence(c, s)) AS claims
ORDER BY score DESC, role, person.name, person.id, organisation.name, organisation.id
WITH collect({role: role, person: person {.id, .name}, organisation: organisation {.id, .name}, claims: claims}) AS found
UNWIND found[..$limit] AS row
RETURN row.role AS role, row.person AS person, row.organisation AS organisation, row.claims AS claims, size(found) AS total
