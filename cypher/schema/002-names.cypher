// Names are folded and cut into words at load, so the index must cut at spaces and do no more.
CREATE FULLTEXT INDEX names IF NOT EXISTS FOR (n:Person|Organisation) ON EACH [n.search]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
