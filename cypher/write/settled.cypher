// What the claims of these people come to is written; the digest of the claims says so to the next load.
UNWIND $rows AS row
MATCH (p:Person {id: row.id})
SET p.settled = row.settled
