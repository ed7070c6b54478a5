// Through which chains of colleagues are two people linked?
MATCH (one:Person {id: $one})
MATCH (other:Person {id: $other})
WHERE one <> other
// People who shared time with either of the two.
CALL (one, other) {
  UNWIND [one, other] AS end
  MATCH (end)-[s:WAS_AT]->(:Organisation)<-[t:WAS_AT]-(x:Person)
  WHERE x <> end AND all(begin IN [s.beginEarliest, t.beginEarliest]
                         WHERE all(over IN [s.endLatest, t.endLatest] WHERE coalesce(begin < over, true)))
    AND ($certainty = 'possible' OR all(begin IN [s.beginLatest, t.beginLatest] WHERE all(over IN
      [stay IN [s, t] | CASE WHEN stay.open THEN stay.lastSeen + duration({days: 1}) ELSE stay.endEarliest END]
      WHERE coalesce(begin < over, false))))
  RETURN collect(DISTINCT CASE WHEN end = one THEN x END) AS near, collect(DISTINCT CASE WHEN end = other THEN x END) AS far
}
WITH one, other, near, far, CASE WHEN other IN near THEN [[one, other]] ELSE [] END AS direct
CALL (one, other, near, far, direct) {
  UNWIND CASE WHEN direct = [] AND $steps >= 2 THEN near + far ELSE [] END AS x
  WITH x, count(*) AS sides WHERE sides = 2
  WITH x LIMIT 1000
  RETURN collect([one, x, other]) AS two
}
CALL (one, other, near, far, direct, two) {
  UNWIND CASE WHEN direct = [] AND two = [] AND $steps >= 3 THEN [[near, 0], [far, 1]] ELSE [] END AS side
  UNWIND side[0] AS x
  MATCH (x)-[stay:WAS_AT]->(o:Organisation)
  WITH o, collect(CASE side[1] WHEN 0 THEN stay END) AS lefts, collect(CASE side[1] WHEN 1 THEN stay END) AS rights
  UNWIND lefts AS s
  UNWIND rights AS t
  WITH s, t
  WHERE all(begin IN [s.beginEarliest, t.beginEarliest]
            WHERE all(over IN [s.endLatest, t.endLatest] WHERE coalesce(begin < over, true)))
    AND ($certainty = 'possible' OR all(begin IN [s.beginLatest, t.beginLatest] WHERE all(over IN
      [stay IN [s, t] | CASE WHEN stay.open THEN stay.lastSeen + duration({days: 1}) ELSE stay.endEarliest END]
      WHERE coalesce(begin < over, false))))
  WITH DISTINCT startNode(s) AS x, startNode(t) AS y LIMIT 1000
  RETURN collect([one, x, y, other]) AS three
}
WITH direct + two + three AS found, size(two + three) < 1000 AS complete
UNWIND found AS people
WITH found, complete, people
ORDER BY [person IN people | person.name], [person IN people | person.id]
LIMIT $limit
WITH found, complete, people, COLLECT {
  UNWIND range(1, size(people) - 1) AS at
  WITH at, people[at - 1] AS a, people[at] AS b
  MATCH (a)-[s:WAS_AT]->(o:Organisation)<-[t:WAS_AT]-(b)
  WITH at, a, b, o, s, t, [stay IN [s, t] |
         CASE WHEN stay.open THEN stay.lastSeen + duration({days: 1}) ELSE stay.endEarliest END] AS ends
  // The number of days is the minimum of the four lengths from a begin to an end.
  WITH at, a, b, o, s, t,
       CASE WHEN s.beginLatest IS NULL OR t.beginLatest IS NULL OR any(end IN ends WHERE end IS NULL) THEN 0
       ELSE reduce(least = null, begin IN [s.beginLatest, t.beginLatest] | reduce(least = least, end IN ends |
         CASE WHEN least <= duration.inDays(begin, end).days THEN least ELSE duration.inDays(begin, end).days END)) END AS least,
       reduce(most = null, begin IN [s.beginEarliest, t.beginEarliest] |
         reduce(most = most, end IN [s.endLatest, t.endLatest] |
           CASE WHEN most <= duration.inDays(begin, end).days OR begin IS NULL OR end IS NULL THEN most
           ELSE duration.inDays(begin, end).days END)) AS most
  WHERE coalesce(most > 0, true) AND ($certainty = 'possible' OR least > 0)
  WITH at, a, b, o, s, t, {min: CASE WHEN least > 0 THEN least ELSE 0 END, max: most} AS days
  ORDER BY at, days.min DESC, days.max DESC, o.name, s.id, t.id
  RETURN {step: at, from: a {.id, .name}, to: b {.id, .name}, at: o {.id, .name}, days: days,
          certainty: CASE WHEN days.min > 0 THEN 'definite' ELSE 'possible' END,
          claims: COLLECT {
            MATCH (c:Claim)-[:FROM]->(source:Source) WHERE c.id IN s.claims + t.claims AND c.withdrawn IS NULL
            RETURN evidence(c, source) AS claim
            ORDER BY c.id IN t.claims, c.event = 'left', source.published, c.id
          }} AS hop
} AS hops
RETURN [person IN people | person {.id, .name}] AS people, size(people) - 1 AS length,
       CASE WHEN all(at IN range(1, size(people) - 1) WHERE
              any(hop IN hops WHERE hop.step = at AND hop.certainty = 'definite')) THEN 'definite' ELSE 'possible' END AS certainty,
       hops, complete, size(found) AS total
