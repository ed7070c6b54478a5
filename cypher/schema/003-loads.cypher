// What the loader notes of its own work: each part of a run once.
CREATE CONSTRAINT load_run IF NOT EXISTS FOR (n:Load) REQUIRE n.run IS UNIQUE;
CREATE CONSTRAINT load_batch IF NOT EXISTS FOR (n:LoadBatch) REQUIRE (n.run, n.seq) IS UNIQUE;
// Few people have scheduled events; each load looks for those whose day has come.
CREATE INDEX person_due IF NOT EXISTS FOR (n:Person) ON (n.due);
