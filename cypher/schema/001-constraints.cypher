// Ids are unique, so that a load can be repeated and concurrent loads cannot create duplicates.
CREATE CONSTRAINT person_id IF NOT EXISTS FOR (n:Person) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT organisation_id IF NOT EXISTS FOR (n:Organisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT source_id IF NOT EXISTS FOR (n:Source) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT claim_id IF NOT EXISTS FOR (n:Claim) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT joined_id IF NOT EXISTS FOR ()-[r:JOINED]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT left_id IF NOT EXISTS FOR ()-[r:LEFT]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT was_at_id IF NOT EXISTS FOR ()-[r:WAS_AT]-() REQUIRE r.id IS UNIQUE;
CREATE CONSTRAINT part_of_id IF NOT EXISTS FOR ()-[r:PART_OF]-() REQUIRE r.id IS UNIQUE;
