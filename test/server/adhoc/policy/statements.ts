import fc from 'fast-check'

/** Made-up statements: reads, writes, commands and calls, put into one another and then mangled. */

const READS = [
  'MATCH (n:Person) RETURN n.name AS a LIMIT 3',
  'MATCH (a)-[r]->(b) RETURN a, r, b LIMIT 2',
  'RETURN 1 AS a',
  'UNWIND [1, 2] AS x RETURN x AS a',
  'MATCH (p:Person) WITH p LIMIT 2 RETURN p { .id, .name } AS a',
  'MATCH (p:Person) RETURN count(*) AS a',
  "RETURN 'CREATE (:Pwn)' AS a",
]
const HOSTILE = [
  'CREATE (x:Pwn) RETURN 1 AS a',
  'INSERT (x:Pwn) RETURN 1 AS a',
  'MERGE (x:Pwn) RETURN 1 AS a',
  'MATCH (n) SET n.pwn = 1 RETURN 1 AS a',
  'MATCH (n) SET n:Pwn RETURN 1 AS a',
  'MATCH (n) REMOVE n.name RETURN 1 AS a',
  'MATCH (n) DETACH DELETE n RETURN 1 AS a',
  'FOREACH (i IN [1] | CREATE (:Pwn)) RETURN 1 AS a',
  'UNWIND [1] AS i CALL (i) { CREATE (:Pwn) } IN TRANSACTIONS OF 1 ROW RETURN 1 AS a',
  "LOAD CSV FROM 'http://127.0.0.1:CANARY/' AS l RETURN l AS a",
  "LOAD CSV FROM 'file:///etc/hostname' AS l RETURN l AS a",
  'CALL dbms.listConfig() YIELD name RETURN name AS a',
  'CALL db.info() YIELD name RETURN name AS a',
  "CALL db.createLabel('Pwn')",
  'SHOW TRANSACTIONS YIELD transactionId AS a RETURN a',
  'SHOW USERS YIELD user AS a RETURN a',
  "CREATE USER eve SET PASSWORD 'correcthorse'",
  'CREATE INDEX pwn IF NOT EXISTS FOR (n:Pwn) ON (n.x)',
  'USE system SHOW DATABASES',
  'CREATE CONSTRAINT pwn FOR (n:Pwn) REQUIRE n.x IS UNIQUE',
]
const LEADS = [
  '',
  '',
  '',
  'EXPLAIN ',
  'PROFILE ',
  'CYPHER 5 ',
  'CYPHER 25 ',
  '/* a */ ',
  '// b\n',
  'EXPLAIN PROFILE ',
  'CYPHER 5 PROFILE ',
]

/** Places for a statement within another. */
const FRAMES: ((inner: string, outer: string) => string)[] = [
  inner => inner,
  inner => `CALL { ${inner} } RETURN a`,
  inner => `MATCH (m) WITH m LIMIT 1 CALL (m) { ${inner} } RETURN a`,
  inner => `RETURN EXISTS { ${inner} } AS a`,
  inner => `RETURN [x IN [1] | EXISTS { ${inner} }] AS a`,
  inner => `RETURN [x IN [1] | COUNT { ${inner} }] AS a`,
  inner => `RETURN CASE WHEN rand() < 2 THEN COLLECT { ${inner} } END AS a`,
  inner => `RETURN reduce(s = 0, x IN [1] | s + COUNT { ${inner} }) AS a`,
  inner => `MATCH (m) WHERE any(x IN [1] WHERE EXISTS { ${inner} }) RETURN m AS a LIMIT 1`,
  inner => `MATCH (m) RETURN m AS a ORDER BY COUNT { ${inner} } LIMIT 1`,
  (inner, outer) => `${outer} UNION ${inner}`,
  (inner, outer) => `${outer}; ${inner}`,
  (inner, outer) => `${outer} // \\u000a ${inner}`,
  (inner, outer) => `${outer} /* */ ${inner} /* */`,
  inner => `RETURN 'x\\u0027 AS b ${inner} //' AS a`,
  inner => `RETURN "x\\u0022 AS b ${inner} //" AS a`,
  inner => `MATCH (\`n\\u0060) ${inner} //\`) RETURN 1 AS a`,
  (inner, outer) => `WHEN true THEN ${inner} ELSE ${outer}`,
  (inner, outer) => `${outer} NEXT ${inner}`,
  inner => `WITH 1 AS z ${inner}`,
  (inner, outer) => `${outer.replace(/ RETURN .*/, '')} ${inner}`,
]

type Mangle = (text: string, at: number) => string
const put = (text: string, at: number, piece: string, over = 0) => text.slice(0, at) + piece + text.slice(at + over)
const MANGLES: Mangle[] = [
  text => text,
  (text, at) => put(text, at, `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`, 1),
  (text, at) =>
    text.replace(/[A-Za-z]/g, (letter, offset: number) => ((offset + at) % 3 ? letter : letter.toLowerCase())),
  text => text.replaceAll(' ', '/**/'),
  text => text.replaceAll(' ', '\u2003'),
  text => text.replaceAll(' ', '\u001c'),
  (text, at) => put(text, at, '/* x */'),
  (text, at) => put(text, at, '\n'),
  (text, at) => put(text, at, '`'),
  (text, at) => put(text, at, "'"),
  (text, at) => put(text, at, '\\'),
  (text, at) => put(text, at, ';'),
  (text, at) => put(text, at, '', 1),
  (text, at) => put(text, at, '}'),
  (text, at) => put(text, at, '\u200b'),
  text =>
    text.replace(/[A-Z]{4,}/, word =>
      [...word].map(c => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    ),
  text => text.normalize('NFKC').replace(/[A-Z]/g, letter => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
]

export interface Made {
  cypher: string
  hostile: boolean
}

export const statement = (port: number): fc.Arbitrary<Made> =>
  fc
    .record({
      hostile: fc.boolean(),
      which: fc.nat(),
      outer: fc.constantFrom(...READS),
      lead: fc.constantFrom(...LEADS),
      frames: fc.array(fc.constantFrom(...FRAMES), { minLength: 0, maxLength: 2 }),
      mangles: fc.array(fc.tuple(fc.constantFrom(...MANGLES), fc.nat()), { maxLength: 2 }),
    })
    .map(({ hostile, which, outer, lead, frames, mangles }) => {
      const pool = hostile ? HOSTILE : READS
      const first = (pool[which % pool.length] ?? '').replace('CANARY', String(port))
      const framed = frames.reduce((inner, frame) => frame(inner, outer), first)
      const cypher = mangles.reduce((text, [mangle, at]) => mangle(text, at % Math.max(1, text.length)), lead + framed)
      return { cypher, hostile }
    })
