// What the claims of these people come to is written; the digest of the claims says so to the next load. `due` is the
// earliest day of their scheduled events.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $id[i]})
SET p.settled = $settled[i], p.due = date($due[i])
