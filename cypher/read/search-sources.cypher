// Which sources have these words in their title, publisher or web address?
// Reads the 500 sources that the index scores highest, then at most 500 by their addresses. The last quoted part of the query is the
// folded text.
WITH split(split($text, '"')[-2], ' ') AS words
WITH words, reduce(longest = '', word IN words | CASE WHEN size(word) > size(longest) THEN word ELSE longest END) AS longest
CALL (words, longest) {
  CALL db.index.fulltext.queryNodes('source_titles', $text, {limit: 500}) YIELD node, score
  RETURN node AS s, score
  UNION ALL
  MATCH (s:Source) USING TEXT INDEX s:Source(url)
  WHERE s.url CONTAINS longest AND all(word IN words WHERE toLower(s.url) CONTAINS word)
  RETURN s, 0.0 AS score LIMIT 500
}
WITH s, max(score) AS score
ORDER BY score DESC, s.published DESC, s.id
WITH collect(s) AS found
UNWIND found[..$limit] AS s
RETURN s {.id, .title, .publisher, .url, .published, .language} AS source,
       COUNT { (s)<-[:FROM]-(c:Claim) WHERE c.withdrawn IS NULL } AS claims, size(found) AS total
