// Entities of undone loads keep their history under these labels, which no question about the present matches.
CREATE CONSTRAINT withdrawn_person_id IF NOT EXISTS FOR (n:WithdrawnPerson) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT withdrawn_organisation_id IF NOT EXISTS FOR (n:WithdrawnOrganisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT withdrawn_source_id IF NOT EXISTS FOR (n:WithdrawnSource) REQUIRE n.id IS UNIQUE;
