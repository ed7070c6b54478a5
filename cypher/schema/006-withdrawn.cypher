// What only an undone load had brought keeps its history under these labels, where no question about the present looks.
CREATE CONSTRAINT withdrawn_person_id IF NOT EXISTS FOR (n:WithdrawnPerson) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT withdrawn_organisation_id IF NOT EXISTS FOR (n:WithdrawnOrganisation) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT withdrawn_source_id IF NOT EXISTS FOR (n:WithdrawnSource) REQUIRE n.id IS UNIQUE;
