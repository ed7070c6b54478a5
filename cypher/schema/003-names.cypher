// Names are folded and split into words when loaded, so the index only splits at spaces.
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Person|Organisation) ON EACH [n.search]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
