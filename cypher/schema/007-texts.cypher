// Roles as sources write them, and the titles and publishers of sources. Accents and case do not count, and each Chinese character is a word.
CREATE FULLTEXT INDEX claim_roles IF NOT EXISTS FOR (n:Claim) ON EACH [n.role]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX source_titles IF NOT EXISTS FOR (n:Source) ON EACH [n.title, n.publisher]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
// Cut at every character that is no letter, so that a part of a host name is found.
CREATE FULLTEXT INDEX source_urls IF NOT EXISTS FOR (n:Source) ON EACH [n.url]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'simple'}};
