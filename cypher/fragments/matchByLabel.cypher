// matchByLabel(label, id): matches the person, organisation or source `n` with this label and id, by its index.
CALL (label, id) {
  WITH * WHERE label = 'Person'
  MATCH (n:Person {id: id})
  RETURN n
  UNION
  WITH * WHERE label = 'Organisation'
  MATCH (n:Organisation {id: id})
  RETURN n
  UNION
  WITH * WHERE label = 'Source'
  MATCH (n:Source {id: id})
  RETURN n
}
