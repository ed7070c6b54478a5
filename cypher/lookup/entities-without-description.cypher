// Which organisations and sources that this load described have no remaining description?
MATCH (n:Organisation|Source)
WHERE EXISTS { (n)-[:DESCRIBED_BY {load: $load}]->() }
  AND NOT EXISTS { (n)-[said:DESCRIBED_BY]->() WHERE said.withdrawn IS NULL }
RETURN toLower(labels(n)[0]) AS kind, n.id AS id
ORDER BY kind, id
