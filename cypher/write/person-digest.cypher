// Stores the state digest of people whose events and tenures are up to date. `due` is the earliest day of their
// scheduled events.
UNWIND range(0, size($id) - 1) AS i
MATCH (p:Person {id: $id[i]})
SET p.settled = $stateDigest[i], p.due = date($due[i])
