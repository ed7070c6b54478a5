// Revives sources of an undone load that another load describes now.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:WithdrawnSource {id: $id[i]})
SET n:Source
REMOVE n:WithdrawnSource, n.name, n.title, n.aliases, n.type, n.died, n.dissolved, n.publisher, n.url, n.published, n.language, n.note
