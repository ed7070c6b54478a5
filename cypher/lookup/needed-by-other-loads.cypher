// Which people, organisations and sources described only by this load do other loads need, and why?
CALL () {
  MATCH (n:Person)-[d:DESCRIBED_BY {load: $load}]->() WHERE d.withdrawn IS NULL
  WITH DISTINCT n WHERE NOT EXISTS { (n)-[other:DESCRIBED_BY]->() WHERE other.withdrawn IS NULL AND other.load <> $load }
  WITH n, COUNT { (n)<-[:OF]-(c:Claim) WHERE c.withdrawn IS NULL AND coalesce(c.load <> $load, true) } AS claims,
       COUNT { (n)-[r:SAME_AS|DIFFERENT_FROM]-() WHERE coalesce(r.load <> $load, true) } AS edges
  RETURN n, claims, edges
  UNION ALL
  MATCH (n:Organisation)-[d:DESCRIBED_BY {load: $load}]->() WHERE d.withdrawn IS NULL
  WITH DISTINCT n WHERE NOT EXISTS { (n)-[other:DESCRIBED_BY]->() WHERE other.withdrawn IS NULL AND other.load <> $load }
  WITH n, COUNT { (n)<-[:AT]-(c:Claim) WHERE c.withdrawn IS NULL AND coalesce(c.load <> $load, true) }
          + CASE WHEN n.id IN $origins THEN 1 ELSE 0 END AS claims,
       COUNT { (n)-[r:SAME_AS|DIFFERENT_FROM|PART_OF]-() WHERE coalesce(r.load <> $load, true) } AS edges
  RETURN n, claims, edges
  UNION ALL
  MATCH (n:Source)-[d:DESCRIBED_BY {load: $load}]->() WHERE d.withdrawn IS NULL
  WITH DISTINCT n WHERE NOT EXISTS { (n)-[other:DESCRIBED_BY]->() WHERE other.withdrawn IS NULL AND other.load <> $load }
  WITH n, COUNT { (n)<-[:FROM]-(c:Claim) WHERE c.withdrawn IS NULL AND coalesce(c.load <> $load, true) } AS claims,
       COUNT { (n)<-[said:DESCRIBED_BY]-() WHERE said.withdrawn IS NULL AND said.load <> $load }
       + CASE WHEN n.id IN $partSources THEN 1 ELSE 0 END AS edges
  RETURN n, claims, edges
}
WITH n, claims, edges WHERE claims + edges > 0
RETURN toLower(labels(n)[0]) AS kind, n.id AS id, coalesce(n.name, n.title) AS name, claims, edges
ORDER BY kind, id
