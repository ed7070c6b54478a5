// Adds descriptions to existing people, organisations and sources: an edge to the source of the description, or to the
// load if it names no source.
MATCH (load:Load {run: $run[0]})
UNWIND range(0, size($id) - 1) AS i
WITH load, i, $label[i] AS label, $id[i] AS id
matchByLabel(label, id)
// Keeps the values from before the first description as a description of their own.
CALL (n, i) {
  WITH * WHERE NOT $isNew[i] AND NOT EXISTS { (n)-[:DESCRIBED_BY]->() }
  MERGE (earlier:Load {run: '0'}) ON CREATE SET earlier.number = 0
  CREATE (n)-[:DESCRIBED_BY {
    load: 0, recorded: date(), name: n.name, aliases: nullIf(n.aliases, []), type: n.type, died: n.died, dissolved: n.dissolved,
    title: n.title, publisher: n.publisher, url: n.url, published: n.published, language: n.language, note: n.note
  }]->(earlier)
}
OPTIONAL MATCH (source:Source {id: $source[i]})
WITH n, i, load, coalesce(source, load) AS by
CREATE (n)-[:DESCRIBED_BY {
  load: load.number, recorded: date(), corrects: nullIf($corrects[i], false), name: $name[i], aliases: nullIf($aliases[i], []),
  type: $type[i], died: $died[i], dissolved: $dissolved[i], title: $title[i], publisher: $publisher[i], url: $url[i],
  published: $published[i], language: $language[i], note: $note[i]
}]->(by)
