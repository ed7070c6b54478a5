// How many active claims do these sources have?
MATCH (c:Claim)-[:FROM]->(s:Source) WHERE s.id IN $sources AND c.withdrawn IS NULL
RETURN count(c) AS claims
