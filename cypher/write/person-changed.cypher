// Updates existing people.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $id[i]})
SET p += {name: $name[i], aliases: $aliases[i], search: $search[i], searchForms: $searchForms[i], died: $died[i],
          note: $note[i]}
