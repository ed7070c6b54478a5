// Says that the positions are complete, and for which graph they were computed.
UNWIND range(0, size($id) - 1) AS i
MERGE (l:Layout {id: $id[i]})
SET l.nodes = toInteger($nodes[i]), l.edges = toInteger($edges[i]), l.computedAt = datetime()
