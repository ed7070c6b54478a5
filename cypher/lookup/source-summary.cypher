// How many sources does the database have, and when were they published, as written?
MATCH (s:Source)
RETURN count(s) AS sources, collect(DISTINCT s.published) AS published
