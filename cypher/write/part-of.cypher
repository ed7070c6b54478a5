// Creates or updates part-of relations with their sources.
UNWIND range(0, size($id) - 1) AS i
MATCH (part:Organisation {id: $part[i]}), (whole:Organisation {id: $whole[i]})
MERGE (part)-[r:PART_OF {id: $id[i]}]->(whole)
SET r = {id: $id[i], from: $from[i], to: $to[i], source: $source[i], locator: $locator[i], load: $load[i]}
