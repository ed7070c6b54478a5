// The load journal: each batch of a load occurs once.
CREATE CONSTRAINT load_run IF NOT EXISTS FOR (n:Load) REQUIRE n.run IS UNIQUE;
CREATE CONSTRAINT load_batch IF NOT EXISTS FOR (n:LoadBatch) REQUIRE (n.run, n.seq) IS UNIQUE;
// Few people have scheduled events, and each load looks for those that are due.
CREATE INDEX person_due IF NOT EXISTS FOR (n:Person) ON (n.due);
