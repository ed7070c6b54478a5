// Which active records did a load add?
RETURN COLLECT { MATCH (c:Claim {load: $load})-[:OF]->(p) WHERE c.withdrawn IS NULL RETURN [c.id, p.id] } AS claims,
       COLLECT { MATCH (n:Person)-[d:DESCRIBED_BY {load: $load}]->() WHERE d.withdrawn IS NULL RETURN DISTINCT n.id } AS people,
       COLLECT { MATCH (n:Organisation)-[d:DESCRIBED_BY {load: $load}]->() WHERE d.withdrawn IS NULL RETURN DISTINCT n.id } AS organisations,
       COLLECT { MATCH (n:Source)-[d:DESCRIBED_BY {load: $load}]->() WHERE d.withdrawn IS NULL RETURN DISTINCT n.id } AS sources,
       COLLECT { MATCH (:Organisation)-[r:PART_OF {load: $load}]->() RETURN r.id } AS partOf
