// Which organisations and sources has this load described, and nothing describes any more?
MATCH (n:Organisation|Source)
WHERE EXISTS { (n)-[:DESCRIBED_BY {load: $load}]->() }
  AND NOT EXISTS { (n)-[said:DESCRIBED_BY]->() WHERE said.withdrawn IS NULL }
RETURN toLower(labels(n)[0]) AS kind, n.id AS id
ORDER BY kind, id
