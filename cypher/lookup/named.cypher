// Who bears these names? They are folded as search folds them, and so have letters, digits and spaces alone.
UNWIND $names AS name
CALL (name) {
  CALL db.index.fulltext.queryNodes('names', '"' + name + '"') YIELD node
  WHERE $label IN labels(node) AND name IN node.search
  RETURN node.id AS id
}
RETURN name, id
