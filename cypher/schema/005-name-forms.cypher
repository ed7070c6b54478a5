// Derived forms of names, such as Latin letters for 谢赛宁. They have their own index, because a load resolves references
// by the names alone.
CREATE FULLTEXT INDEX name_forms IF NOT EXISTS FOR (n:Person|Organisation) ON EACH [n.searchForms]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
