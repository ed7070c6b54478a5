// Assigns descriptions of an undone load (`before`) to the later load that states them again, so that they are kept.
UNWIND range(0, size($id) - 1) AS i
WITH i, $label[i] AS label, $id[i] AS id
matchByLabel(label, id)
MATCH (n)-[said:DESCRIBED_BY {load: $before[i]}]->(by) WHERE said.withdrawn IS NULL
SET said.load = $load[i]
WITH n, said, by, i WHERE by:Load
MATCH (later:Load {run: toString($load[i])})
CREATE (n)-[again:DESCRIBED_BY]->(later)
SET again = properties(said)
DELETE said
