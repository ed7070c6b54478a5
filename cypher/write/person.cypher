// People who were not there.
UNWIND range(0, size($id) - 1) AS i
CREATE (:Person {id: $id[i], name: $name[i], aliases: $aliases[i], search: $search[i], note: $note[i]})
