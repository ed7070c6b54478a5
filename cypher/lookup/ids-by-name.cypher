// Which ids have these names? Names are folded as search folds them, so they contain only letters, digits and spaces.
UNWIND $names AS name
CALL (name) {
  CALL db.index.fulltext.queryNodes('names', '"' + name + '"') YIELD node
  WHERE $label IN labels(node) AND name IN node.search
  RETURN node.id AS id
}
RETURN name, id
