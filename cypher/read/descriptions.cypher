// Which names, types, dates and notes do sources give for a person or an organisation?
// Values without a source have the load instead. Values of undone loads come last.
MATCH (n:Person|Organisation|WithdrawnPerson|WithdrawnOrganisation {id: $node})
MATCH (n)<-[:SAME_AS*0..5]-(of)-[said:DESCRIBED_BY]->(by)
WITH of, said, by
ORDER BY said.withdrawn IS NOT NULL, said.load, of.id, said.name
WITH collect({of: of, said: said, by: by}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row.of AS of, row.said AS said, row.by AS by
RETURN of {.id, .name} AS of, said.name AS name, coalesce(said.aliases, []) AS aliases, said.type AS type,
       coalesce(said.died, said.dissolved) AS ended, said.note AS note, coalesce(said.corrects, false) AS corrects,
       CASE WHEN by:Load THEN null ELSE by {.id, .title, .publisher, .url, .published} END AS source,
       said.load AS load, said.recorded AS recorded, said.withdrawn AS withdrawn, total
