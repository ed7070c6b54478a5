// Every relationship, for a backup, with the numbers of its nodes.
MATCH (start)-[r]->(end)
RETURN toInteger(split(elementId(start), ':')[2]) AS start, toInteger(split(elementId(end), ':')[2]) AS end,
       type(r) AS type, properties(r) AS properties
