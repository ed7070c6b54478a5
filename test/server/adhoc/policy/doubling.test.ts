import { expect, test } from 'vitest'
import { checkDoubling } from '../../../../server/adhoc/policy/doubling.ts'
import { decodeEscapes, tokenise } from '../../../../server/adhoc/policy/policy-text.ts'

const check = (text: string) => () => checkDoubling(tokenise(decodeEscapes(text)))
const thirty = (clause: string) => Array(30).fill(clause).join(' ')

test.each([
  ['by +', `WITH 'ab' AS s ${thirty('WITH s + s AS s')} RETURN s`],
  ['by ||', `WITH $s AS s ${thirty('WITH s || s AS s')} RETURN s`],
  ['with something between', `WITH 'ab' AS s ${thirty("WITH s + '-' + s AS s")} RETURN s`],
  ['by quoted names', `WITH 'ab' AS \`s\` ${thirty('WITH `s` + s AS `s`')} RETURN s`],
  ['in a map', `WITH {a: 'ab'} AS m ${thirty('WITH {a: m.a + m.a} AS m')} RETURN m`],
  ['in a list', `WITH ['ab'] AS l ${thirty('WITH [l[0] + l[0]] AS l')} RETURN l`],
  ['in CASE', `WITH 'ab' AS s ${thirty('WITH CASE WHEN true THEN s + s END AS s')} RETURN s`],
  ['in CALL', `WITH 'ab' AS s ${thirty('CALL (s) { RETURN s + s AS t } WITH t AS s')} RETURN s`],
  ['in a function', `WITH 'ab' AS s ${thirty("WITH coalesce(s + s, '') AS s")} RETURN s`],
  [
    'by a few long joins',
    `WITH $s AS s ${Array(3)
      .fill(`WITH ${Array(50).fill('s').join(' + ')} AS s`)
      .join(' ')} RETURN s`,
  ],
  ['by replace()', `RETURN ${'replace('.repeat(8)}$s${",'a','aaaaaaaaaa')".repeat(8)} AS n`],
])('a statement in which a value doubles %s at each stage is refused', (_how, text) => {
  expect(check(text)).toThrow(/over 10000 times as long/)
})

test.each([
  "MATCH (a)--(b) RETURN a.name + ' ' + a.surname + ' ' + b.name + ', ' + a.name AS n",
  "MATCH (n) RETURN replace(replace(replace(replace(n.name, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '\"', '&quot;') AS n",
  "WITH ', ' AS sep MATCH (n) RETURN n.a + sep + n.b + sep + n.c + sep + n.d AS n",
  `MATCH (n) RETURN ${Array.from({ length: 90 }, (_, at) => `n.a${at}`).join(' + ')} AS n`,
  `MATCH (n) ${thirty('WITH n, n.a + 1 AS a, n.b + 1 AS b')} RETURN a, b`,
])('an ordinary statement is accepted: %s', text => {
  expect(check(text)).not.toThrow()
})
