// Which organisations have the most people, and how many people moved from one of them to another?
// A move is that of flows: the load determines the next tenure (left.next), and rumours are not counted. A row has its moves to and from
// the rows above it, so that a smaller limit gives the same first rows.
WITH date(coalesce($from, '0001-01-01')) AS from, date(coalesce($to, '9999-12-31')) AS to
CALL (from, to) {
  MATCH (o:Organisation) WHERE o.id > '' AND NOT EXISTS { (o)-[:SAME_AS]->() }
  CALL (o, from, to) {
    // People at the organisation at some time in the window. Without a window, no date is read.
    MATCH (o)<-[stay:WAS_AT]-(p:Person)
    WHERE ($from IS NULL OR coalesce(stay.endLatest >= from, true)) AND ($to IS NULL OR coalesce(stay.beginEarliest <= to, true))
    RETURN count(DISTINCT p) AS maybeThere,
           count(DISTINCT CASE WHEN ($to IS NULL OR coalesce(stay.beginLatest, stay.endLatest, date('9999-12-31')) <= to)
             AND ($from IS NULL OR
                  coalesce(stay.endEarliest, stay.lastSeen + duration({days: 1}), stay.beginEarliest, date('0001-01-01')) >= from)
             THEN p END) AS surelyThere
  }
  WITH o, surelyThere, maybeThere
  ORDER BY surelyThere DESC, maybeThere DESC, o.id
  RETURN collect({o: o, people: {min: surelyThere, max: maybeThere}}) AS found
}
WITH from, to, size(found) AS total, found[..$limit] AS listed
WITH from, to, total, listed, [one IN listed | one.o.id] AS ids, [one IN listed | one.o] AS nodes
CALL (from, to, listed, ids) {
  UNWIND range(0, size(listed) - 1) AS place
  WITH from, to, ids, place, listed[place].o AS o
  CALL (o, ids, from, to) {
    MATCH (o)<-[left:LEFT]-(p:Person)
    WHERE left.status IN ['confirmed', 'reported'] AND left.next IS NOT NULL
      AND coalesce(left.latest >= from, true) AND coalesce(left.earliest <= to, true)
    UNWIND range(0, size(left.next) - 1) AS at
    WITH from, to, ids, p, left, at, left.nextAt[at] AS next
    // A person who left within the window joined on a later day.
    WHERE next IN ids AND ($from IS NULL OR left.earliest >= from
      OR EXISTS { MATCH (p)-[stay:WAS_AT {id: left.next[at]}]->() WHERE coalesce(stay.beginLatest >= from, true) })
    WITH next, p, left, left.nextCertainty[at] = 'definite' AND ($from IS NULL OR left.earliest >= from)
      AND ($to IS NULL OR coalesce(left.latest <= to, false)
           OR EXISTS { MATCH (p)-[stay:WAS_AT {id: left.next[at]}]->() WHERE stay.beginLatest <= to }) AS isDefinite
    // Two tenures at the same destination are one move.
    RETURN next, count(DISTINCT left) AS moved, count(DISTINCT CASE WHEN isDefinite THEN left END) AS definite,
           count(DISTINCT p) AS anyone, count(DISTINCT CASE WHEN isDefinite THEN p END) AS surely
  }
  WITH ids, next, collect({from: place, moved: moved, definite: definite, people: {min: surely, max: anyone}}) AS comers
  WITH comers, [at IN range(0, size(ids) - 1) WHERE ids[at] = next][0] AS place
  UNWIND comers AS comer
  WITH place, comer, CASE WHEN comer.from > place THEN comer.from ELSE place END AS row
  ORDER BY row, comer.from, place
  WITH row, collect({from: comer.from, to: place, moved: comer.moved, definite: comer.definite, people: comer.people}) AS moves
  RETURN collect({row: row, moves: moves}) AS moved
}
UNWIND range(0, size(listed) - 1) AS row
WITH row, listed, [o IN nodes | o {.id, .name}] AS refs, nodes[row] AS o, total, [one IN moved WHERE one.row = row | one.moves][0] AS moves
ORDER BY row
RETURN o {.id, .name, .aliases, .type} AS organisation, listed[row].people AS people,
       [move IN coalesce(moves, []) | {
         from: refs[move.from], to: refs[move.to],
         definite: move.definite, possible: move.moved - move.definite, people: move.people
       }] AS moves,
       total
