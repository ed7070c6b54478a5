// How many nodes and relationships does a backup have? Neo4j maintains these counts.
RETURN COUNT { () } AS nodes, COUNT { ()-->() } AS relationships
