// Creates or updates organisations.
UNWIND range(0, size($id) - 1) AS i
MERGE (n:Organisation {id: $id[i]})
SET n = {id: $id[i], name: $name[i], aliases: $aliases[i], search: $search[i], searchForms: $searchForms[i],
         type: $type[i], dissolved: $dissolved[i],
         note: $note[i]}
