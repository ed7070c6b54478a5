// People who were not there; `settled` is the digest of their claims, where what those come to is written with them.
UNWIND range(0, size($id) - 1) AS i
CREATE (:Person {
  id: $id[i], name: $name[i], aliases: $aliases[i], search: $search[i], searchForms: $searchForms[i], died: $died[i], note: $note[i],
  settled: $settled[i], due: date($due[i])
})
