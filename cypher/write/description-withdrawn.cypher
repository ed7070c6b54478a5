// Withdraws the descriptions of an undone load.
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
MATCH (n)-[said:DESCRIBED_BY {load: $load[i]}]->() WHERE said.withdrawn IS NULL
SET said.withdrawn = date()
