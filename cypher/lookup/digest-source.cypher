// Sources with all properties, links and names. One page ordered by id.
MATCH (n:Source) WHERE n.id > $after
WITH n ORDER BY n.id LIMIT $limit
RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties,
       COLLECT {
         MATCH (n)-[r:!JOINED&!LEFT&!WAS_AT&!PART_OF&!DESCRIBED_BY]->(m:Person|Organisation|Source|Claim)
         RETURN {type: type(r), to: m.id, properties: properties(r)}
       } AS links,
       // Each name with its source. The other properties follow from all descriptions.
       COLLECT {
         MATCH (n)-[said:DESCRIBED_BY]->(by) WHERE said.withdrawn IS NULL
         UNWIND [coalesce(said.name, said.title)] + coalesce(said.aliases, []) AS name
         WITH name, CASE WHEN by:Source THEN by.id END AS source WHERE name IS NOT NULL
         RETURN DISTINCT {source: source, name: name}
       } AS names
ORDER BY id
