// Creates people, each with the description in the load. `settled` is the state digest, if the same transaction writes
// all events and tenures.
MATCH (load:Load {run: $person.run[0]})
WITH load, toIntegerList(split($person.source_among_sources, ' ')) AS source,
     [id IN split($among.sources, $separator) | COLLECT { MATCH (s:Source {id: id}) RETURN s }[0]] AS sources
UNWIND range(0, size($person.id) - 1) AS i
WITH i, load, coalesce(sources[source[i]], load) AS by
CREATE (:Person {
  id: $person.id[i], name: $person.name[i], aliases: $person.aliases[i], search: $person.search[i],
  searchForms: $person.searchForms[i], died: $person.died[i], note: $person.note[i], settled: $person.stateDigest[i], due: date($person.due[i])
})-[:DESCRIBED_BY {
  load: load.number, recorded: date(), name: $person.ownName[i], aliases: nullIf($person.ownAliases[i], []),
  died: $person.ownDied[i], note: $person.ownNote[i]
}]->(by)
