// Which people or organisations may be duplicates?
// Does not compare all pairs: groups names with the same words, and looks up similar spellings in the name index before measuring
// them. Excludes merged entities and pairs stated to be different.
CALL () {
  MATCH (n:Person|Organisation {id: $node})
  RETURN n
  UNION
  // The words of the requested entity, in any order.
  MATCH (one:Person|Organisation {id: $node})
  UNWIND one.search AS name
  WITH one, name WHERE name <> ''
  CALL db.index.fulltext.queryNodes('names', replace(name, ' ', ' AND '), {limit: 200}) YIELD node AS n
  WHERE labels(n) = labels(one)
  RETURN n
  UNION
  WITH 1 AS everywhere WHERE $node IS NULL AND $kind = 'person'
  MATCH (n:Person) WHERE n.id > ''
  RETURN n
  UNION
  WITH 1 AS everywhere WHERE $node IS NULL AND $kind = 'organisation'
  MATCH (n:Organisation) WHERE n.id > ''
  RETURN n
}
WITH n WHERE NOT EXISTS { (n)-[:SAME_AS]->() }
UNWIND n.search AS name
WITH n, name WHERE name <> ''
// Words may be in a different order, except in scripts in which each character is a word here.
WITH n, name, split(name, ' ') AS words
WITH n, CASE
  WHEN size(words) = 1 OR none(word IN words WHERE size(word) > 1) THEN name
  WHEN size(words) = 2 THEN CASE WHEN words[0] <= words[1] THEN name ELSE words[1] + ' ' + words[0] END
  ELSE reduce(sorted = '', word IN reduce(sorted = [], word IN words |
    CASE WHEN sorted = [] OR sorted[-1] <= word THEN sorted + word
         ELSE [w IN sorted WHERE w <= word] + word + [w IN sorted WHERE w > word] END) | sorted + ' ' + word)
  END AS key
WITH key, collect(DISTINCT n) AS bearers
WHERE size(bearers) > 1
WITH size(bearers) AS bearers, COLLECT { UNWIND bearers AS n RETURN n ORDER BY n.id <> coalesce($node, n.id), n.id LIMIT 50 } AS those
UNWIND range(0, size(those) - 2) AS i
UNWIND those[i + 1..] AS b
WITH those[i] AS a, b, bearers
WHERE $node IS NULL OR $node IN [a.id, b.id]
WITH collect({a: a, b: b, bearers: bearers, distance: 0}) AS alike
CALL () {
  CALL () {
    MATCH (a:Person|Organisation {id: $node})
    RETURN a
    UNION
    WITH 1 AS everywhere WHERE $node IS NULL AND $kind = 'person'
    MATCH (a:Person) WHERE a.id > ''
    RETURN a ORDER BY a.id LIMIT $spelled
    UNION
    WITH 1 AS everywhere WHERE $node IS NULL AND $kind = 'organisation'
    MATCH (a:Organisation) WHERE a.id > ''
    RETURN a ORDER BY a.id LIMIT $spelled
  }
  WITH a WHERE $distance > 0 AND NOT EXISTS { (a)-[:SAME_AS]->() }
  UNWIND a.search AS name
  // Words of one or two letters must be equal, because every other short word is similar. Of three or more single-character words,
  // one may be missing from the query.
  WITH a, name, split(name, ' ') AS words
  WITH a, name, words, all(word IN words WHERE size(word) = 1) AND size(words) >= 3 AS characters
  WHERE characters OR any(word IN words WHERE size(word) >= 3)
  CALL db.index.fulltext.queryNodes('names', CASE
    WHEN characters THEN reduce(query = '', i IN range(0, size(words) - 1) | query + CASE i WHEN 0 THEN '(' ELSE ' OR (' END
      + reduce(some = '', j IN range(0, size(words) - 1) |
          CASE WHEN j = i THEN some WHEN some = '' THEN words[j] ELSE some + ' AND ' + words[j] END) + ')')
    ELSE reduce(query = '', word IN words | query + CASE query WHEN '' THEN '' ELSE ' AND ' END + word
      + CASE WHEN size(word) < 3 THEN '' ELSE '~' + $distance END) END, {limit: 200})
  YIELD node AS b
  WHERE a <> b AND labels(a) = labels(b) AND NOT EXISTS { (b)-[:SAME_AS]->() } AND none(other IN b.search WHERE other IN a.search)
  UNWIND b.search AS other
  WITH a, b, split(name, '') AS x, split(other, '') AS y
  WHERE abs(size(x) - size(y)) <= $distance
  // Common prefixes and suffixes cost nothing and make up most of a similar name.
  WITH a, b, x, y, CASE WHEN size(x) < size(y) THEN size(x) ELSE size(y) END AS most
  WITH a, b, x, y, most, reduce(same = 0, i IN range(0, most - 1) | CASE WHEN same = i AND x[i] = y[i] THEN i + 1 ELSE same END) AS head
  WITH a, b, x, y, head, reduce(same = 0, i IN range(0, most - head - 1) |
    CASE WHEN same = i AND x[size(x) - 1 - i] = y[size(y) - 1 - i] THEN i + 1 ELSE same END) AS tail
  WITH a, b, x[head..size(x) - tail] AS x, y[head..size(y) - tail] AS y
  // One different, missing or extra letter leaves at most one letter on either side.
  WHERE $distance > 1 OR (size(x) < 2 AND size(y) < 2)
  // The Levenshtein distance, computed row by row.
  WITH a, b, reduce(row = range(0, size(y)), i IN range(1, size(x)) |
    reduce(next = [i], j IN range(1, size(y)) | next + CASE
      WHEN x[i - 1] = y[j - 1] THEN row[j - 1]
      WHEN row[j - 1] <= row[j] AND row[j - 1] <= next[j - 1] THEN row[j - 1] + 1
      WHEN row[j] <= next[j - 1] THEN row[j] + 1
      ELSE next[j - 1] + 1 END))[-1] AS distance
  WHERE distance <= $distance
  RETURN collect({a: a, b: b, bearers: null, distance: distance}) AS near
}
UNWIND alike + near AS pair
WITH CASE WHEN pair.a.id < pair.b.id THEN [pair.a, pair.b] ELSE [pair.b, pair.a] END AS two, pair
WITH two[0] AS a, two[1] AS b, min(pair.distance) AS distance, min(pair.bearers) AS bearers
WHERE NOT EXISTS { (a)-[:SAME_AS|DIFFERENT_FROM]-(b) }
WITH a, b, distance, bearers, COLLECT {
  CALL (a, b) {
    // People have few tenures, and most pairs share no organisation.
    WITH a, b WHERE a:Person
    WITH COLLECT { MATCH (a)-[s:WAS_AT]->(o) RETURN [o, s] } AS ofA, COLLECT { MATCH (b)-[t:WAS_AT]->(o) RETURN [o, t] } AS ofB
    UNWIND ofA AS one
    UNWIND [two IN ofB WHERE two[0] = one[0]] AS two
    RETURN one[0] AS other, one[1] AS s, two[1] AS t
    UNION ALL
    WITH a, b WHERE a:Organisation
    MATCH (a)<-[s:WAS_AT]-(other)-[t:WAS_AT]->(b)
    RETURN other, s, t
  }
  WITH other, max(CASE
    WHEN CASE WHEN t.open THEN s.beginLatest <= t.lastSeen ELSE s.beginLatest < t.endEarliest END
     AND CASE WHEN s.open THEN t.beginLatest <= s.lastSeen ELSE t.beginLatest < s.endEarliest END THEN 2
    WHEN coalesce(s.beginEarliest >= t.endLatest, false) OR coalesce(t.beginEarliest >= s.endLatest, false) THEN 0
    ELSE 1 END) AS together
  RETURN {id: other.id, name: other.name, together: together} ORDER BY together DESC, other.id
} AS shared
ORDER BY coalesce(shared[0].together, -1) DESC, size(shared) DESC, distance, bearers, a.id, b.id
WITH collect({a: a, b: b, distance: distance, bearers: bearers, shared: shared}) AS found
UNWIND found[..$limit] AS row
WITH size(found) AS total, row, row.a AS a, row.b AS b
RETURN CASE WHEN a:Person THEN 'person' ELSE 'organisation' END AS kind,
       a {.id, .name, .aliases} AS one, b {.id, .name, .aliases} AS other,
       CASE WHEN row.distance > 0 THEN 'spelling' WHEN any(name IN a.search WHERE name IN b.search) THEN 'same name'
            ELSE 'word order' END AS reason,
       row.distance AS distance, row.bearers AS bearers,
       CASE row.shared[0].together WHEN 2 THEN 'definite' WHEN 1 THEN 'possible' END AS together,
       [s IN row.shared[..10] | s {.id, .name, together: CASE s.together WHEN 2 THEN 'definite' WHEN 1 THEN 'possible' END}] AS shared,
       size(row.shared) AS sharedTotal, total
