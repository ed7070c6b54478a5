// Claims for an export with person, organisation and source, except those of undone loads. One page ordered by id.
MATCH (c:Claim) WHERE c.id > $after AND c.undone IS NULL
WITH c ORDER BY c.id LIMIT $limit
RETURN c.id AS id, properties(c) AS properties,
       COLLECT { MATCH (c)-[:OF]->(n) RETURN n.id } AS people,
       COLLECT { MATCH (c)-[:AT]->(n) RETURN n.id } AS organisations,
       COLLECT { MATCH (c)-[:FROM]->(n) RETURN n.id } AS sources
ORDER BY id
