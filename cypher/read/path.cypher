// What are the shortest paths between two people or organisations?
MATCH (one:Person|Organisation {id: $one})
MATCH (other:Person|Organisation {id: $other})
WHERE one <> other
MATCH path = allShortestPaths((one)-[:WAS_AT|JOINED|LEFT|PART_OF*..8]-(other))
WHERE all(r IN relationships(path) WHERE type(r) IN $relationships)
WITH path LIMIT 10000
WITH collect(path) AS paths
UNWIND paths AS path
// Several relationships between two nodes are one step.
WITH DISTINCT size(paths) < 10000 AS complete, nodes(path) AS nodes
WHERE size(nodes) <= $steps + 1
ORDER BY [n IN nodes | n.name], [n IN nodes | n.id]
WITH complete, collect(nodes) AS found
UNWIND found[..$limit] AS nodes
RETURN nodes, size(nodes) - 1 AS length, complete,
       COLLECT {
         UNWIND range(1, size(nodes) - 1) AS at
         WITH at, nodes[at - 1] AS a, nodes[at] AS b
         MATCH (a)-[r:WAS_AT|JOINED|LEFT|PART_OF]-(b) WHERE type(r) IN $relationships
         RETURN r ORDER BY at, type(r), r.id
       } AS relationships,
       size(found) AS total
