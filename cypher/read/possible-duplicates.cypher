// Which people, or which organisations, may be one and the same?
// Nobody is compared with everybody: names of the same words are grouped, and near spellings are looked up in the index of
// names and then measured. Who was merged, and who is known to be another, is left out.
CALL () {
  MATCH (n:Person|Organisation {id: $node})
  RETURN n
  UNION
  // The words of the one asked for, in any order.
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
// Words may stand in another order, but not the characters of a script whose every character is a word here.
WITH n, CASE WHEN any(word IN split(name, ' ') WHERE size(word) > 1) AND name CONTAINS ' ' THEN
  reduce(sorted = [], word IN split(name, ' ') | [w IN sorted WHERE w <= word] + word + [w IN sorted WHERE w > word])
  ELSE [name] END AS key
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
  // Words of one or two letters must be the same, for near them is every other; but of three and more characters that are
  // words of their own, one may be missing from the query.
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
  // Levenshtein's distance, a row of the table at a time.
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
  MATCH (a)-[s:WAS_AT]-(other)-[t:WAS_AT]-(b)
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
