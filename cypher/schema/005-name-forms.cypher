// Forms of names that no source states, as Latin letters for 谢赛宁. Apart from the names, by which a load finds whom a row means.
CREATE FULLTEXT INDEX name_forms IF NOT EXISTS FOR (n:Person|Organisation) ON EACH [n.searchForms]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'whitespace'}};
