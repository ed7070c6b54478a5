// Unique ids of the records that belong to a person.
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT joined_id IF NOT EXISTS FOR ()-[r:JOINED]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT left_id IF NOT EXISTS FOR ()-[r:LEFT]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT was_at_id IF NOT EXISTS FOR ()-[r:WAS_AT]-() REQUIRE r.id IS UNIQUE;
// Few people have scheduled events, and each load looks for those that are due.
CREATE INDEX person_due IF NOT EXISTS FOR (n:Person) ON (n.due);
