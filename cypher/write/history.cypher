// Creates claims, and the joinings, leavings and tenures that follow from them. `$claim.role_among_words` gives the
// index in `$among.words` of the role of each claim: in 0 3 999999999 2, the third claim has no role.
WITH date() AS today, split($among.words, $separator) AS words, split($among.ids, $separator) AS ids,
     [day IN split($among.days, $separator) | date(day)] AS days,
     [id IN split($among.people, $separator) | COLLECT { MATCH (p:Person {id: id}) RETURN p }[0]] AS people,
     [id IN split($among.organisations, $separator) | COLLECT { MATCH (o:Organisation {id: id}) RETURN o }[0]] AS organisations,
     [id IN split($among.sources, $separator) | COLLECT { MATCH (s:Source {id: id}) RETURN s }[0]] AS sources
CALL (today, words, ids, days, people, organisations, sources) {
  WITH *, toIntegerList(split($claim.id_among_ids, ' ')) AS id,
       toIntegerList(split($claim.person_among_people, ' ')) AS person,
       toIntegerList(split($claim.organisation_among_organisations, ' ')) AS organisation,
       toIntegerList(split($claim.source_among_sources, ' ')) AS source,
       toIntegerList(split($claim.recorded_among_days, ' ')) AS recorded,
       toIntegerList(split($claim.event_among_words, ' ')) AS event,
       toIntegerList(split($claim.on_among_words, ' ')) AS on,
       toIntegerList(split($claim.earliest_among_days, ' ')) AS earliest,
       toIntegerList(split($claim.latest_among_days, ' ')) AS latest,
       toIntegerList(split($claim.announced_among_words, ' ')) AS announced,
       toIntegerList(split($claim.role_among_words, ' ')) AS role,
       toIntegerList(split($claim.manner_among_words, ' ')) AS manner,
       toIntegerList(split($claim.reason_among_words, ' ')) AS reason,
       toIntegerList(split($claim.destination_among_words, ' ')) AS destination,
       toIntegerList(split($claim.origin_among_words, ' ')) AS origin,
       toIntegerList(split($claim.status_among_words, ' ')) AS status,
       toIntegerList(split($claim.locator_among_words, ' ')) AS locator,
       toIntegerList(split($claim.stint_among_words, ' ')) AS stint,
       toIntegerList(split($claim.note_among_words, ' ')) AS note,
       toIntegerList(split($claim.withdrawn_among_days, ' ')) AS withdrawn,
       toIntegerList(split($claim.replacedBy_among_ids, ' ')) AS replacedBy
  UNWIND range(0, coalesce(size(id), 0) - 1) AS i
  WITH *, people[person[i]] AS p, organisations[organisation[i]] AS o, sources[source[i]] AS s
  CREATE (c:Claim {
    id: ids[id[i]], recorded: coalesce(days[recorded[i]], today), event: words[event[i]], on: words[on[i]],
    earliest: days[earliest[i]], latest: days[latest[i]], announced: words[announced[i]], role: words[role[i]],
    manner: words[manner[i]], reason: words[reason[i]], destination: words[destination[i]], origin: words[origin[i]],
    status: words[status[i]], locator: words[locator[i]], stint: words[stint[i]], note: words[note[i]],
    withdrawn: days[withdrawn[i]], replacedBy: ids[replacedBy[i]], load: $load.number[0]
  })
  CREATE (c)-[:OF]->(p)
  CREATE (c)-[:AT]->(o)
  CREATE (c)-[:FROM]->(s)
}
CALL (words, ids, days, people, organisations) {
  WITH *, toIntegerList(split($joined.id_among_ids, ' ')) AS id,
       toIntegerList(split($joined.person_among_people, ' ')) AS person,
       toIntegerList(split($joined.organisation_among_organisations, ' ')) AS organisation,
       toIntegerList(split($joined.stint_among_words, ' ')) AS stint,
       toIntegerList(split($joined.on_among_words, ' ')) AS on,
       toIntegerList(split($joined.earliest_among_days, ' ')) AS earliest,
       toIntegerList(split($joined.latest_among_days, ' ')) AS latest,
       toIntegerList(split($joined.announced_among_words, ' ')) AS announced,
       toIntegerList(split($joined.role_among_words, ' ')) AS role,
       toIntegerList(split($joined.manner_among_words, ' ')) AS manner,
       toIntegerList(split($joined.origin_among_words, ' ')) AS origin,
       toIntegerList(split($joined.originLeft_among_ids, ' ')) AS originLeft,
       toIntegerList(split($joined.originCertainty_among_words, ' ')) AS originCertainty,
       toIntegerList(split($joined.status_among_words, ' ')) AS status,
       toIntegerList(split($joined.scheduledAsOf_among_words, ' ')) AS scheduledAsOf,
       split($joined.claims_among_ids, ' ') AS claims
  UNWIND range(0, coalesce(size(id), 0) - 1) AS i
  WITH *, people[person[i]] AS p, organisations[organisation[i]] AS o
  CREATE (p)-[:JOINED {
    id: ids[id[i]], stint: words[stint[i]], on: words[on[i]], earliest: days[earliest[i]], latest: days[latest[i]],
    announced: words[announced[i]], role: words[role[i]], manner: words[manner[i]], origin: words[origin[i]],
    originLeft: ids[originLeft[i]], originCertainty: words[originCertainty[i]],
    status: words[status[i]], scheduledAsOf: words[scheduledAsOf[i]], disputed: $joined.disputed[i], disputes: $joined.disputes[i],
    claims: [at IN toIntegerList(split(claims[i], ',')) | ids[at]]
  }]->(o)
}
CALL (words, ids, days, people, organisations) {
  WITH *, toIntegerList(split($left.id_among_ids, ' ')) AS id,
       toIntegerList(split($left.person_among_people, ' ')) AS person,
       toIntegerList(split($left.organisation_among_organisations, ' ')) AS organisation,
       toIntegerList(split($left.stint_among_words, ' ')) AS stint,
       toIntegerList(split($left.on_among_words, ' ')) AS on,
       toIntegerList(split($left.earliest_among_days, ' ')) AS earliest,
       toIntegerList(split($left.latest_among_days, ' ')) AS latest,
       toIntegerList(split($left.announced_among_words, ' ')) AS announced,
       toIntegerList(split($left.role_among_words, ' ')) AS role,
       toIntegerList(split($left.manner_among_words, ' ')) AS manner,
       toIntegerList(split($left.destination_among_words, ' ')) AS destination,
       toIntegerList(split($left.status_among_words, ' ')) AS status,
       toIntegerList(split($left.scheduledAsOf_among_words, ' ')) AS scheduledAsOf,
       split($left.next_among_ids, ' ') AS next,
       split($left.nextAt_among_words, ' ') AS nextAt,
       split($left.nextCertainty_among_words, ' ') AS nextCertainty,
       split($left.claims_among_ids, ' ') AS claims
  UNWIND range(0, coalesce(size(id), 0) - 1) AS i
  WITH *, people[person[i]] AS p, organisations[organisation[i]] AS o
  CREATE (p)-[:LEFT {
    id: ids[id[i]], stint: words[stint[i]], on: words[on[i]], earliest: days[earliest[i]], latest: days[latest[i]],
    announced: words[announced[i]], role: words[role[i]], manner: words[manner[i]], destination: words[destination[i]],
    next: nullIf([at IN toIntegerList(split(next[i], ',')) WHERE ids[at] IS NOT NULL | ids[at]], []),
    nextAt: nullIf([at IN toIntegerList(split(nextAt[i], ',')) WHERE words[at] IS NOT NULL | words[at]], []),
    nextCertainty: nullIf([at IN toIntegerList(split(nextCertainty[i], ',')) WHERE words[at] IS NOT NULL | words[at]], []),
    status: words[status[i]], scheduledAsOf: words[scheduledAsOf[i]], disputed: $left.disputed[i], disputes: $left.disputes[i],
    claims: [at IN toIntegerList(split(claims[i], ',')) | ids[at]]
  }]->(o)
}
CALL (words, ids, days, people, organisations) {
  WITH *, toIntegerList(split($tenure.id_among_ids, ' ')) AS id,
       toIntegerList(split($tenure.person_among_people, ' ')) AS person,
       toIntegerList(split($tenure.organisation_among_organisations, ' ')) AS organisation,
       toIntegerList(split($tenure.stint_among_words, ' ')) AS stint,
       toIntegerList(split($tenure.beginEarliest_among_days, ' ')) AS beginEarliest,
       toIntegerList(split($tenure.beginLatest_among_days, ' ')) AS beginLatest,
       toIntegerList(split($tenure.endEarliest_among_days, ' ')) AS endEarliest,
       toIntegerList(split($tenure.endLatest_among_days, ' ')) AS endLatest,
       toIntegerList(split($tenure.lastSeen_among_days, ' ')) AS lastSeen,
       split($tenure.roles_among_words, ' ') AS roles,
       split($tenure.claims_among_ids, ' ') AS claims
  UNWIND range(0, coalesce(size(id), 0) - 1) AS i
  WITH *, people[person[i]] AS p, organisations[organisation[i]] AS o
  CREATE (p)-[:WAS_AT {
    id: ids[id[i]], stint: words[stint[i]],
    roles: [at IN toIntegerList(split(roles[i], ',')) WHERE words[at] IS NOT NULL | words[at]],
    beginEarliest: days[beginEarliest[i]], beginLatest: days[beginLatest[i]], endEarliest: days[endEarliest[i]],
    endLatest: days[endLatest[i]], open: $tenure.open[i], lastSeen: days[lastSeen[i]],
    claims: [at IN toIntegerList(split(claims[i], ',')) | ids[at]]
  }]->(o)
}
