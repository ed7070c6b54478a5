import { describe, expect, test } from 'vitest'
import { readQuestions } from '../../server/db/files.ts'
import { checkGrowth } from '../../server/db/gate/growth.ts'
import { readLoops } from '../../server/db/gate/loops.ts'
import { decodeEscapes, tokenise } from '../../server/db/gate/text.ts'

const read = (text: string) => {
  const tokens = tokenise(decodeEscapes(text))
  const growth = checkGrowth(text, tokens)
  return { growth, works: readLoops(text, tokens, growth) }
}
const twelve = (text: string) => Array(12).fill(text).join(' ')
const stages = (stage: (n: number) => string) => Array.from({ length: 12 }, (_, n) => stage(n)).join(' ')

describe('what doubles from stage to stage is refused', () => {
  test.each([
    ['by +', `WITH 'ab' AS s ${twelve('WITH s + s AS s')} RETURN s`],
    ['by ||', `WITH $s AS s ${twelve('WITH s || s AS s')} RETURN s`],
    ['from a property', `MATCH (n) WITH n.name AS s ${twelve('WITH s + s AS s')} RETURN s`],
    ['in a list', `WITH [1] AS s ${twelve('WITH [s, s] AS s')} RETURN s`],
    ['in a map', `WITH [1] AS s ${twelve('WITH {a: s, b: s} AS s')} RETURN s`],
    ['in a part of a map', `MATCH (s) ${twelve('WITH s {.*, a: s, b: s} AS s')} RETURN s`],
    ['through a member', `WITH 'ab' AS s ${twelve('WITH {a: s + s} AS m WITH m.a AS s')} RETURN s`],
    ['through a place', `WITH 'ab' AS s ${twelve('WITH [1, s + s] AS m WITH m[1] AS s')} RETURN s`],
    ['through a place from the end', `WITH 'ab' AS s ${twelve('WITH [s + s, 1] AS m WITH m[-2] AS s')} RETURN s`],
    ['through a slice', `WITH [1] AS s ${twelve('WITH (s + s)[0..] AS s')} RETURN s`],
    ['through coalesce', `WITH 'ab' AS s ${twelve("WITH coalesce(s + s, '') AS s")} RETURN s`],
    ['through a function', `WITH 'ab' AS s ${twelve('WITH toUpper(s) + trim(s) AS s')} RETURN s`],
    ['through CASE', `WITH 'ab' AS s ${twelve('WITH CASE WHEN true THEN s + s ELSE 1 END AS s')} RETURN s`],
    ['through CASE with a subject', `WITH 'ab' AS s ${twelve('WITH CASE 1 WHEN 1, 2 THEN s + s END AS s')} RETURN s`],
    ['through UNWIND', `WITH 'ab' AS s ${twelve('UNWIND [s + s] AS s WITH s')} RETURN s`],
    ['through collect', `WITH 'ab' AS s ${twelve('WITH collect(s + s) AS l UNWIND l AS s WITH s')} RETURN s`],
    ['through head', `WITH 'ab' AS s ${twelve('WITH head([s + s]) AS s')} RETURN s`],
    ['through max', `WITH 'ab' AS s ${twelve('WITH max(s + s) AS s')} RETURN s`],
    ['through a list of it', `WITH 'ab' AS s ${twelve('WITH [x IN [s] | x + x][0] AS s')} RETURN s`],
    ['through CALL', `WITH 'ab' AS s ${stages(n => `CALL (s) { RETURN s + s AS s${n} } WITH s${n} AS s`)} RETURN s`],
    ['through COLLECT', `WITH 'ab' AS s ${twelve('WITH COLLECT { RETURN s + s }[0] AS s')} RETURN s`],
    ['through LET', `CYPHER 25 LET s = 'ab' ${twelve('LET s = s + s')} RETURN s`.replace('CYPHER 25 ', '')],
    ['through NEXT', `RETURN 'ab' AS s ${twelve('NEXT RETURN s + s AS s')}`],
    [
      'in the branches of UNION',
      `WITH 'ab' AS s ${twelve('CALL (s) { RETURN 1 AS t UNION RETURN s + s AS t } WITH t AS s')} RETURN s`,
    ],
    ['through names in quotes', `WITH 'ab' AS \`s\` ${twelve('WITH `s` + s AS `s`')} RETURN s`],
    ['through a list that repeats another', `WITH [1] AS l ${twelve('WITH [x IN range(1, 9) | l] AS l')} RETURN l`],
    ['by counting', `WITH [1] AS l ${twelve('WITH range(1, size(l)) + l AS l')} RETURN l`],
    ['by counting what is in a list', `WITH [1] AS l ${twelve('WITH [x IN range(1, size(l)) | 1] + l AS l')} RETURN l`],
    ['by numbers in lists', `WITH [1] AS l ${twelve('WITH [x IN l | 1] + l AS l')} RETURN l`],
    ['by functions of lists', `WITH [1] AS l ${twelve('WITH coll.insert(l, 0, l) AS l')} RETURN l`],
    [
      'by replace',
      `MATCH (n) ${twelve('WITH replace(n.name, n.a, n.b) AS a')} WITH replace(a, a, a) AS b WITH replace(b, b, b) AS c RETURN c`,
    ],
    [
      'by numbers that are texts at times',
      `WITH 1 AS s ${twelve("WITH CASE WHEN rand() > 2 THEN 1 ELSE s + 'a' + s END AS s")} RETURN s`,
    ],
    [
      'by a name that is a number elsewhere',
      `CALL { WITH 1 AS s RETURN s + s AS t } MATCH (x {id: t}) WITH x.name AS s ${twelve('WITH s + s AS s')} RETURN s`,
    ],
    [
      'by a name that is of a pattern',
      `WITH 1 AS s MATCH (a {id: s}) MATCH (s) ${twelve('WITH s.name + s.name AS n WITH {name: n} AS s')} RETURN s`,
    ],
    [
      'with words of the language as names',
      `WITH 'ab' AS end ${twelve('WITH CASE WHEN true THEN end + end END AS end')} RETURN end`,
    ],
    ['with WITH as a name', `WITH 'ab' AS with ${twelve('WITH with + with AS with')} RETURN with`],
    [
      'with WHEN as a name',
      `WITH 'ab' AS when ${twelve('WITH CASE WHEN true THEN when + when END AS when')} RETURN when`,
    ],
    ['with CASE as a name', `WITH 'ab' AS case ${twelve('WITH case + case AS case')} RETURN case`],
    ['with NOT as a name', `WITH ['ab'] AS not ${twelve('WITH not + not AS not')} RETURN not`],
    ['with NULL as a name', `WITH ['ab'] AS null ${twelve('WITH null + null AS null')} RETURN null`],
    ['with LIMIT as a name', `WITH 'ab' AS limit ${twelve('WITH limit + limit AS limit')} RETURN limit`],
    ['behind a label', `MATCH (b) WITH b, [1] AS l ${twelve('WITH b, l + l + b:Person AS l')} RETURN l`],
    ['behind a comparison', `WITH [1] AS l ${twelve('WITH l + l + (1 = 2) AS l')} RETURN l`],
    ['behind NOT', `WITH [1] AS l ${twelve('WITH l + l + [NOT true] AS l')} RETURN l`],
    ['where it is compared', `MATCH (n) WHERE size(${Array(2001).fill('n.a').join(' + ')}) > 1 RETURN n`],
    ['in a syntax that is not read', `WITH 'ab' AS s ${twelve('WITH s + s AS s')} WHERE s IS :: STRING RETURN s`],
    [
      'in an argument of a procedure',
      `WITH 'ab' AS s ${twelve('WITH s + s AS s')} CALL db.index.fulltext.queryNodes('names', s) YIELD node RETURN node`,
    ],
  ])('%s', (_how, text) => {
    expect(() => read(text)).toThrow(/fill the memory|double/)
  })
})

describe('a reduce() that doubles at each element is refused', () => {
  test.each([
    "reduce(s = 'a', i IN l | s + s)",
    "reduce(s = 'a', i IN l | s + i + s)",
    "reduce(s = 'a', i IN l | toUpper(s) + toLower(s))",
    "reduce(s = 'a', i IN l | coalesce(s + s, i))",
    "reduce(s = 'a', i IN l | CASE WHEN i = 1 THEN i ELSE s + s END)",
    "reduce(s = 'a', i IN l | replace(s, 'a', 'aa'))",
    "reduce(s = 'a', i IN l | replace(s, 'a', i))",
    "reduce(s = 'a', i IN l | replace(i, 'a', s) + s)",
    "reduce(s = 'a', i IN l | string.join([s, s], ''))",
    "reduce(s = ['a', 'b'], i IN l | [s[1], s[0] + s[1]])",
    "reduce(s = ['a', 'b'], i IN l | [s, s])",
    "reduce(s = {a: 'a'}, i IN l | {a: s.a + s.a})",
    "reduce(s = {a: 'a', b: 'b'}, i IN l | {a: s.b, b: s.a + s.b})",
    "reduce(s = {a: 'a', b: 'b'}, i IN l | {a: s, b: s})",
    'reduce(s = [1], i IN l | s + s)',
    'reduce(s = [1], i IN l | s + s[0..])',
    'reduce(s = [1], i IN l | s + reverse(s))',
    'reduce(s = [1], i IN l | [x IN s | x] + s)',
    'reduce(s = [1], i IN l | [x IN l | s])',
    'reduce(s = [1], i IN l | range(0, size(s)) + s)',
    'reduce(s = [1], i IN l | [x IN range(0, size(s)) | 1] + s)',
    'reduce(s = [1], i IN l | tail(s) + s)',
    'reduce(s = [1], i IN l | coll.insert(s, 0, s))',
    'reduce(s = [1], i IN l | COLLECT { UNWIND s AS x RETURN x } + s)',
    'reduce(s = [1], i IN l | [x IN s | s])',
    'reduce(s = [1], i IN l | s + [(a)--(b) | s])',
    "reduce(s = 'a', i IN l | reduce(t = s, j IN l | t + s))",
    "reduce(s = 'a', i IN l | reduce(t = '', j IN l | t + s))",
    "reduce(s = 'a', i IN l | reduce(t = s, j IN l | t + t))",
    "reduce(s = 0, i IN l | CASE WHEN i > 1 THEN s + s ELSE 'a' END)",
    'reduce(s = null, i IN l | coalesce(s + s, i.name))',
  ])('%s', expression => {
    expect(() => read(`MATCH (a) WITH a, collect(a.x) AS l RETURN ${expression} AS n`)).toThrow(/double|made of rows/)
  })

  test.each(
    [
      'reduce(s = 0, i IN l | s + s + i)',
      'reduce(s = 0, i IN range(1, 9) | s + s + i)',
      'reduce(s = [0, 1], i IN range(1, 9) | [s[1], s[0] + s[1]])',
      'reduce(s = {n: 0, sum: 0.0}, i IN range(1, 9) | {n: s.n + 1, sum: s.sum + s.n * i})',
      'reduce(s = 0, i IN l | CASE WHEN i > s THEN s + 1 ELSE s - 1 END)',
      "reduce(s = '', i IN l | s + i)",
      "reduce(s = '', i IN l | CASE WHEN s = '' THEN i ELSE s + ', ' + i END)",
      'reduce(m = null, i IN l | CASE WHEN m IS NULL OR i > m THEN i ELSE m END)',
      'reduce(m = m0, i IN l | reduce(n = m, j IN l | CASE WHEN j > n THEN j ELSE n END))',
    ].slice(1),
  )('and others are not: %s', expression => {
    expect(() => read(`MATCH (a) WITH a, collect(a.x) AS l, a.m AS m0 RETURN ${expression} AS n`)).not.toThrow()
  })

  test('of numbers alone it joins nothing, but of what may be a text it does', () => {
    const joins = (expression: string) =>
      read(`MATCH (a) WITH collect({n: 1, d: a.d, t: a.t}) AS l RETURN ${expression} AS n`).works.some(
        work => work.joined,
      )
    expect(joins('reduce(s = 0, i IN l | s + i.n)')).toBe(false)
    expect(joins('reduce(s = [0, 0], i IN l | [s[0] + i.n, s[1] + s[0]])')).toBe(false)
    expect(joins('reduce(s = 0, i IN l | s + i.t)')).toBe(true)
    expect(joins('reduce(s = 0, i IN l | s + datetime().timezone)')).toBe(true)
    expect(joins('reduce(s = 0, i IN l | s + toString(i.n))')).toBe(true)
    expect(joins('reduce(s = [], i IN l | s + i.n)')).toBe(true)
    expect(joins('reduce(s = 0, i IN l | s + date().year + duration.inDays(i.d, i.d).days)')).toBe(false)
  })
})

test('an expression that is read again and again, as loops within loops are, is given up and counted by its stages', () => {
  const nested = Array.from({ length: 12 }).reduce<string>(
    (inner, _, at) => `reduce(a${at} = 0, x${at} IN l | a${at} + ${inner})`,
    '1',
  )
  const text = `MATCH (n) WITH collect(n.x) AS l RETURN ${nested} AS n`
  expect(() => checkGrowth(text, tokenise(decodeEscapes(text)))).not.toThrow()
})

const questions = await readQuestions()
test.each([...questions.values()].map(({ name, cypher }) => [name, cypher]))(
  'the text of %s is read whole',
  (_name, cypher) => {
    const tokens = tokenise(decodeEscapes(cypher))
    const reduces = tokens.filter(({ syntax }, at) => syntax === 'REDUCE' && tokens[at + 1]?.syntax === '(').length
    // What is not read knows of no reduce(), and counts all that is joined in all of the text.
    expect(checkGrowth(`${cypher}`, tokens).reduced.size).toBe(reduces)
    expect(checkGrowth(`${cypher}`, tokens).growth).toBeLessThan(20)
  },
)
