// Creates or updates sources.
UNWIND range(0, size($id) - 1) AS i
MERGE (n:Source {id: $id[i]})
SET n = {id: $id[i], title: $title[i], publisher: $publisher[i], url: $url[i], published: $published[i],
     language: $language[i], note: $note[i]}
