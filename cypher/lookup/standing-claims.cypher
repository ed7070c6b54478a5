// How many claims of these sources stand?
MATCH (c:Claim)-[:FROM]->(s:Source) WHERE s.id IN $sources AND c.withdrawn IS NULL
RETURN count(c) AS claims
