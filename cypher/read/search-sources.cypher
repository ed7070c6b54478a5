// Which sources have these words in their title, publisher or web address?
// Reads the 500 sources that each index scores highest.
CALL () {
  CALL db.index.fulltext.queryNodes('source_titles', $text, {limit: 500}) YIELD node, score
  RETURN node AS s, 0 AS rank, score
  UNION ALL
  CALL db.index.fulltext.queryNodes('source_urls', $text, {limit: 500}) YIELD node, score
  RETURN node AS s, 1 AS rank, score
}
// The scores of two indexes cannot be compared.
WITH s, rank, score
ORDER BY rank, score DESC
WITH s, collect({rank: rank, score: score})[0] AS best
ORDER BY best.rank, best.score DESC, s.published DESC, s.id
WITH collect(s) AS found
UNWIND found[..$limit] AS s
RETURN s {.id, .title, .publisher, .url, .published, .language} AS source,
       COUNT { (s)<-[:FROM]-(c:Claim) WHERE c.withdrawn IS NULL } AS claims, size(found) AS total
