// Assigns descriptions of an undone load (`before`) to the later load that states them again, so that they are kept.
UNWIND range(0, size($id) - 1) AS i
CALL (i) {
  WITH * WHERE $label[i] = 'Person'
  MATCH (n:Person {id: $id[i]})
  RETURN n
  UNION
  WITH * WHERE $label[i] = 'Organisation'
  MATCH (n:Organisation {id: $id[i]})
  RETURN n
  UNION
  WITH * WHERE $label[i] = 'Source'
  MATCH (n:Source {id: $id[i]})
  RETURN n
}
MATCH (n)-[said:DESCRIBED_BY {load: $before[i]}]->(by) WHERE said.withdrawn IS NULL
SET said.load = $load[i]
WITH n, said, by, i WHERE by:Load
MATCH (later:Load {run: toString($load[i])})
CREATE (n)-[again:DESCRIBED_BY]->(later)
SET again = properties(said)
DELETE said
