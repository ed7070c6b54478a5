// Roles as sources write them, and the titles and publishers of sources. Accents and case do not count, and each Chinese character is a word.
CREATE FULLTEXT INDEX claim_roles IF NOT EXISTS FOR (n:Claim) ON EACH [n.role]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX source_titles IF NOT EXISTS FOR (n:Source) ON EACH [n.title, n.publisher]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
// For parts of web addresses.
CREATE TEXT INDEX source_url IF NOT EXISTS FOR (n:Source) ON (n.url);
