// Applied before a load into an empty database; the other files are applied after it, because Neo4j fills an index with all
// rows at once in a fraction of the time that it takes row by row. So this file has what the rows of a load look up.
// Ids are unique, so that a load can be repeated and concurrent loads cannot create duplicates. Claims, and the events and
// tenures that follow from them, are written together with their person or under the person's lock.
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organisation_id IF NOT EXISTS FOR (n:Organisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT part_of_id IF NOT EXISTS FOR ()-[r:PART_OF]-() REQUIRE r.id IS UNIQUE;
// The load journal: each batch of a load occurs once.
CREATE CONSTRAINT load_run IF NOT EXISTS FOR (n:Load) REQUIRE n.run IS UNIQUE;
CREATE CONSTRAINT load_batch IF NOT EXISTS FOR (n:LoadBatch) REQUIRE (n.run, n.seq) IS UNIQUE;
