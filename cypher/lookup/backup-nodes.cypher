// Every node, for a backup: its number in the database, its labels and its properties.
MATCH (n)
RETURN toInteger(split(elementId(n), ':')[2]) AS number, labels(n) AS labels, properties(n) AS properties
