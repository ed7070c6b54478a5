import { describe, expect, test } from 'vitest'
import { checkHidden } from '../../../../server/adhoc/policy/cardinality-bounds.ts'
import { checkGrowth } from '../../../../server/adhoc/policy/growth.ts'
import { readLoops } from '../../../../server/adhoc/policy/loops.ts'
import { decodeEscapes, tokenise } from '../../../../server/adhoc/policy/policy-text.ts'
import { PolicyViolation } from '../../../../server/adhoc/policy/policy-violation.ts'
import { checkShape } from '../../../../server/adhoc/policy/shape.ts'
import { readQuestions } from '../../../../server/db/cypher-files.ts'
import { SHIPPED_QUESTIONS } from '../../../setup/shipped-questions.ts'
import { checkBounds } from './harness.ts'

const read = (text: string) => {
  const tokens = tokenise(decodeEscapes(text))
  const growth = checkGrowth(text, tokens)
  return { growth, works: readLoops(text, tokens, growth) }
}
const twelve = (text: string) => Array(12).fill(text).join(' ')
const stages = (stage: (n: number) => string) => Array.from({ length: 12 }, (_, n) => stage(n)).join(' ')

describe('doubling from stage to stage', () => {
  test.each([
    ['by +', `WITH 'ab' AS s ${twelve('WITH s + s AS s')} RETURN s`],
    ['by ||', `WITH $s AS s ${twelve('WITH s || s AS s')} RETURN s`],
    ['from a property', `MATCH (n) WITH n.name AS s ${twelve('WITH s + s AS s')} RETURN s`],
    ['in a list', `WITH [1] AS s ${twelve('WITH [s, s] AS s')} RETURN s`],
    ['in a map', `WITH [1] AS s ${twelve('WITH {a: s, b: s} AS s')} RETURN s`],
    ['in a map projection', `MATCH (s) ${twelve('WITH s {.*, a: s, b: s} AS s')} RETURN s`],
    ['through a map member', `WITH 'ab' AS s ${twelve('WITH {a: s + s} AS m WITH m.a AS s')} RETURN s`],
    ['through a list index', `WITH 'ab' AS s ${twelve('WITH [1, s + s] AS m WITH m[1] AS s')} RETURN s`],
    ['through a negative list index', `WITH 'ab' AS s ${twelve('WITH [s + s, 1] AS m WITH m[-2] AS s')} RETURN s`],
    ['through a slice', `WITH [1] AS s ${twelve('WITH (s + s)[0..] AS s')} RETURN s`],
    ['through coalesce', `WITH 'ab' AS s ${twelve("WITH coalesce(s + s, '') AS s")} RETURN s`],
    ['through a function', `WITH 'ab' AS s ${twelve('WITH toUpper(s) + trim(s) AS s')} RETURN s`],
    ['through CASE', `WITH 'ab' AS s ${twelve('WITH CASE WHEN true THEN s + s ELSE 1 END AS s')} RETURN s`],
    ['through CASE with a subject', `WITH 'ab' AS s ${twelve('WITH CASE 1 WHEN 1, 2 THEN s + s END AS s')} RETURN s`],
    ['through UNWIND', `WITH 'ab' AS s ${twelve('UNWIND [s + s] AS s WITH s')} RETURN s`],
    ['through collect', `WITH 'ab' AS s ${twelve('WITH collect(s + s) AS l UNWIND l AS s WITH s')} RETURN s`],
    ['through head', `WITH 'ab' AS s ${twelve('WITH head([s + s]) AS s')} RETURN s`],
    ['through max', `WITH 'ab' AS s ${twelve('WITH max(s + s) AS s')} RETURN s`],
    ['through a list comprehension', `WITH 'ab' AS s ${twelve('WITH [x IN [s] | x + x][0] AS s')} RETURN s`],
    ['through CALL', `WITH 'ab' AS s ${stages(n => `CALL (s) { RETURN s + s AS s${n} } WITH s${n} AS s`)} RETURN s`],
    ['through COLLECT', `WITH 'ab' AS s ${twelve('WITH COLLECT { RETURN s + s }[0] AS s')} RETURN s`],
    ['through LET', `CYPHER 25 LET s = 'ab' ${twelve('LET s = s + s')} RETURN s`.replace('CYPHER 25 ', '')],
    ['through NEXT', `RETURN 'ab' AS s ${twelve('NEXT RETURN s + s AS s')}`],
    [
      'in the branches of UNION',
      `WITH 'ab' AS s ${twelve('CALL (s) { RETURN 1 AS t UNION RETURN s + s AS t } WITH t AS s')} RETURN s`,
    ],
    ['through quoted names', `WITH 'ab' AS \`s\` ${twelve('WITH `s` + s AS `s`')} RETURN s`],
    [
      'through a list that repeats another list',
      `WITH [1] AS l ${twelve('WITH [x IN range(1, 9) | l] AS l')} RETURN l`,
    ],
    ['by a range over its size', `WITH [1] AS l ${twelve('WITH range(1, size(l)) + l AS l')} RETURN l`],
    [
      'by a comprehension over its size',
      `WITH [1] AS l ${twelve('WITH [x IN range(1, size(l)) | 1] + l AS l')} RETURN l`,
    ],
    ['by a comprehension of numbers', `WITH [1] AS l ${twelve('WITH [x IN l | 1] + l AS l')} RETURN l`],
    ['by list functions', `WITH [1] AS l ${twelve('WITH coll.insert(l, 0, l) AS l')} RETURN l`],
    [
      'by replace',
      `MATCH (n) ${twelve('WITH replace(n.name, n.a, n.b) AS a')} WITH replace(a, a, a) AS b WITH replace(b, b, b) AS c RETURN c`,
    ],
    [
      'by a value that is sometimes text',
      `WITH 1 AS s ${twelve("WITH CASE WHEN rand() > 2 THEN 1 ELSE s + 'a' + s END AS s")} RETURN s`,
    ],
    [
      'by a name that is a number in another scope',
      `CALL { WITH 1 AS s RETURN s + s AS t } MATCH (x {id: t}) WITH x.name AS s ${twelve('WITH s + s AS s')} RETURN s`,
    ],
    [
      'by a name bound in a pattern',
      `WITH 1 AS s MATCH (a {id: s}) MATCH (s) ${twelve('WITH s.name + s.name AS n WITH {name: n} AS s')} RETURN s`,
    ],
    ['with END as a name', `WITH 'ab' AS end ${twelve('WITH CASE WHEN true THEN end + end END AS end')} RETURN end`],
    ['with WITH as a name', `WITH 'ab' AS with ${twelve('WITH with + with AS with')} RETURN with`],
    [
      'with WHEN as a name',
      `WITH 'ab' AS when ${twelve('WITH CASE WHEN true THEN when + when END AS when')} RETURN when`,
    ],
    ['with CASE as a name', `WITH 'ab' AS case ${twelve('WITH case + case AS case')} RETURN case`],
    ['with NOT as a name', `WITH ['ab'] AS not ${twelve('WITH not + not AS not')} RETURN not`],
    ['with NULL as a name', `WITH ['ab'] AS null ${twelve('WITH null + null AS null')} RETURN null`],
    ['with LIMIT as a name', `WITH 'ab' AS limit ${twelve('WITH limit + limit AS limit')} RETURN limit`],
    ['beside a label test', `MATCH (b) WITH b, [1] AS l ${twelve('WITH b, l + l + b:Person AS l')} RETURN l`],
    ['beside a comparison', `WITH [1] AS l ${twelve('WITH l + l + (1 = 2) AS l')} RETURN l`],
    ['beside NOT', `WITH [1] AS l ${twelve('WITH l + l + [NOT true] AS l')} RETURN l`],
    ['inside a comparison', `MATCH (n) WHERE size(${Array(2001).fill('n.a').join(' + ')}) > 1 RETURN n`],
    [
      'in syntax that the policy does not parse',
      `WITH 'ab' AS s ${twelve('WITH s + s AS s')} WHERE s IS :: STRING RETURN s`,
    ],
    [
      'in a procedure argument',
      `WITH 'ab' AS s ${twelve('WITH s + s AS s')} CALL db.index.fulltext.queryNodes('names', s) YIELD node RETURN node`,
    ],
  ])('a statement in which a value doubles %s at each stage is refused', (_how, text) => {
    expect(() => read(text)).toThrow(/fill the memory|double/)
  })
})

describe('doubling in reduce()', () => {
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
  ])('a reduce() that doubles at each element is refused: %s', expression => {
    expect(() => read(`MATCH (a) WITH a, collect(a.x) AS l RETURN ${expression} AS n`)).toThrow(
      /double|from rows|fill the memory/,
    )
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
  )('a reduce() that does not double is accepted: %s', expression => {
    expect(() => read(`MATCH (a) WITH a, collect(a.x) AS l, a.m AS m0 RETURN ${expression} AS n`)).not.toThrow()
  })

  test('a reduce() over numbers joins nothing, and a reduce() over possible text does', () => {
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

test('checkGrowth accepts deeply nested loops that it stops analysing', () => {
  const nested = Array.from({ length: 12 }).reduce<string>(
    (inner, _, at) => `reduce(a${at} = 0, x${at} IN l | a${at} + ${inner})`,
    '1',
  )
  const text = `MATCH (n) WITH collect(n.x) AS l RETURN ${nested} AS n`
  expect(() => checkGrowth(text, tokenise(decodeEscapes(text)))).not.toThrow()
})

const questions = await readQuestions()
/** Rejected once they are edited (docs/adhoc.md). Unedited, they are recognised and not checked. */
const NOT_READ = ['possible-duplicates', 'colleagues-of-all', 'retention']

test.each(
  SHIPPED_QUESTIONS.filter(name => !NOT_READ.includes(name)).map(name => [name, questions.get(name)?.cypher ?? '']),
)('checkGrowth reads the whole text of the query %s', (_name, cypher) => {
  const tokens = tokenise(decodeEscapes(cypher))
  const reduces = tokens.filter(({ syntax }, at) => syntax === 'REDUCE' && tokens[at + 1]?.syntax === '(').length
  // For text that it cannot read, checkGrowth finds no reduce() and counts every join in the whole text.
  expect(checkGrowth(`${cypher}`, tokens).reduced.size).toBe(reduces)
  expect(checkGrowth(`${cypher}`, tokens).growth).toBeLessThan(20)
})

/** The planner expects `rows` rows; a text of n letters is written 'a{n}'. */
const judged = (given: string, rows = 1): string | undefined => {
  const text = given.replace(/a\{(\d+)\}/g, (_, times) => 'a'.repeat(Number(times)))
  try {
    const tokens = tokenise(decodeEscapes(text))
    checkShape(text, tokens)
    checkBounds(text, rows)
    checkHidden(text, tokens, { operatorType: 'Projection', arguments: { Details: 'COLLECT {' }, children: [] })
    return undefined
  } catch (error) {
    if (error instanceof PolicyViolation) return error.message
    throw error
  }
}

describe('statements that once exhausted the database', () => {
  const loops = (condition: string) => `any(x IN range(1, 4999) WHERE any(y IN range(1, 4999) WHERE ${condition}))`
  const lists =
    'WITH range(1, 9999) AS l, range(1, 9999) AS k, {l: range(1, 9999)} AS m, [range(1, 9999)] AS w, reduce(s = [], x IN range(1, 1999) | s + x) AS j'
  const ofLists = (condition: string) => `${lists} RETURN any(a IN [l] WHERE ${loops(condition)}) AS n`
  const texts = "WITH 'a{14000}' AS s, {t: 'a{100}'} AS u"
  const ofTexts = (condition: string) => `${texts} RETURN any(v IN [s] WHERE ${loops(condition)}) AS n`
  test.each([ofLists, ofTexts])('loops with a cheap condition are accepted', statement => {
    expect(judged(statement('x + y < 0'))).toBeUndefined()
  })
  test.each([
    "UNWIND range(1, 1900000) AS i WITH collect(i) AS l RETURN size([x IN l | 'a{10000}' + rand()]) AS n",
    `UNWIND range(1, 1900000) AS i WITH collect(i) AS l RETURN [x IN l | [${Array(300).fill('rand()')}]] AS n`,
    `UNWIND range(1, 1900000) AS i WITH collect(i) AS l RETURN [x IN l | {${Array.from({ length: 300 }, (_, at) => `a${at}: rand()`)}}] AS n`,
    `RETURN [x IN range(1, 9999) | [${Array(1400).fill('x')}]] AS n`,
    `WITH 'a{10}' AS s ${"WITH reduce(t = '', x IN range(1, 1999) | t + s) AS s ".repeat(3)} RETURN size(s) AS n`,
    `WITH [1] AS s ${'WITH reduce(t = [], x IN range(1, 1999) | t + s) AS s '.repeat(3)} RETURN size(s) AS n`,
    "RETURN size(reduce(s = 'a', x IN range(1, 1999) | replace(s, 'a', 'aa'))) AS n, 1 IS :: INTEGER AS b",
    "RETURN size(reduce(s = 'a', x IN range(1, 1999) | reduce(t = '', y IN [1, 2] | t + s))) AS n, 1 IS :: INTEGER AS b",
    'RETURN size(reduce(s = [1], x IN range(1, 30) | coll.flatten([y IN [1, 2] | s]))) AS n, 1 IS :: INTEGER AS b',
    `WITH range(1, 9999) AS l WITH [l] AS w RETURN ${loops('w + x = w + -y')} AS a`,
    `WITH 'a{9000}' AS s ${twelve('WITH s + s AS s').slice(0, 175)} RETURN ${loops("s CONTAINS 'b' + x")} AS r`,
    `RETURN ${loops("'a{15000}' CONTAINS 'b' + x")} AS r`,
    'UNWIND range(1, 10000) AS i WITH collect(i) AS c RETURN reduce(m = {l: c, r: false}, x IN [1] | {l: m.l, r: any(a IN m.l WHERE any(b IN m.l WHERE a + b < 0))}) AS r',
    'WITH {l: range(1, 9999)} AS m RETURN any(x IN m.l WHERE any(y IN m.l WHERE x + y < 0)) AS r',
    'WITH range(1, 9999) AS l RETURN any(x IN $p + l WHERE any(y IN $p + l WHERE x + y < 0)) AS r',
    'WITH {t: range(1, 9999)} AS m RETURN [x IN range(0, size(m.t)) | [y IN range(0, size(m.t)) | x]] AS r',
    'UNWIND range(1, 1000000) AS i WITH collect(i) AS l RETURN any(x IN range(size(l), 1, -1) WHERE any(y IN range(1, 2000) WHERE x + y < 0)) AS r',
    `WITH range(1, 9999) AS a, range(1, 9999) AS b RETURN ${loops('a = b AND x + y < 0')} AS r`,
    `WITH {l: range(1, 9999)} AS m, {l: range(1, 9999)} AS n RETURN ${loops('m = n')} AS r`,
    'WITH range(1, 9999) AS k WITH [x IN range(1, 9999) | k] AS l, [x IN range(1, 9999) | k] AS m RETURN [x IN range(1, 9999) | l] = [x IN range(1, 9999) | m] AS r',
    "RETURN size(reduce(s = '', x IN range(1, 60) | reduce(t = s, y IN range(1, 60) | reduce(u = t, z IN range(1, 60) | u + 'a{50}')))) AS n",
    'MATCH (n:Person) RETURN reduce(s = n.name, x IN range(1, 100) | reduce(t = s, y IN range(1, 200) | [t])) AS s',
    `MATCH (n) WITH n.name AS s ${'WITH reduce(t = s, x IN range(1, 1999) | [t]) AS s '.repeat(6)} RETURN s = s AS r`,
    "WITH reduce(a = '', x IN range(1, 690) | a + 'a{50}') AS a RETURN size(replace(a, 'a', a)) AS n",
    "WITH [x IN range(1, 9999) | 'aaaaaaaaaa'] AS l WITH l, string.join(l, '') AS d RETURN size(string.join(l, d)) AS n",
    `WITH [1] AS l ${'WITH coll.flatten([x IN range(1, 9999) | l]) AS l '.repeat(2)} RETURN size(l) AS n`,
    'RETURN [x IN [1] | COLLECT { MATCH (a:Person)-[]-{1,8}(b) RETURN 1 }] AS n',
    'RETURN [x IN range(1, 9) | COLLECT { MATCH (a)--(b), q = (c), r = (d) RETURN 1 }] AS n',
    `WITH 'a' AS t RETURN size(${Array(400).fill('t').join('+')}) AS n`,
    `WITH 'a' AS t, 'b' AS match RETURN size(${Array(5).fill(Array(90).fill('t').join('+')).join('+match+')}) AS n`,
    `MATCH (n) RETURN ${Array(5).fill(Array(90).fill('n.a').join('+')).join('+n:A|B+')} AS n`,
    `WITH 'a' AS t RETURN size(${Array(40).fill('t').join('+')} + (${Array(40).fill('t').join('+')} + (${Array(40).fill('t').join('+')}))) AS n`,
    `WITH ['ab'] AS l ${'WITH [l[0] + l[0]] AS l '.repeat(30)} RETURN l`,
    `WITH {a: 'ab'} AS m ${'WITH {a: m.a + m.a} AS m '.repeat(30)} RETURN m`,
    `WITH ['ab'] AS l ${'WITH [head(l) + head(l)] AS l '.repeat(30)} RETURN l`,
    `WITH ['ab'] AS l ${'WITH [x IN [1] | l[0] + l[0]] AS l '.repeat(30)} RETURN l`,
    `WITH [['a']] AS l ${'WITH [[l[0], l[0]]] AS l '.repeat(30)} RETURN l = l AS n`,
    `WITH 'ab' AS s ${"WITH replace(s, '', 'a') AS s ".repeat(30)} RETURN s`,
    "RETURN size(reduce(s = 'a', x IN range(1, 40) | replace(s, '', 'a'))) AS n",
    `WITH 1 IS :: INTEGER AS b0 WITH 'ab' AS s ${"WITH replace(s, '', 'a') AS s ".repeat(30)} RETURN s`,
    `WITH 'a{10}' AS s ${"WITH split(reduce(t = '', x IN range(1, 200) | t + s), '~')[0] AS s ".repeat(5)} RETURN s`,
    `MATCH (n) WITH n, 'a' AS s ${"WITH n, n {a: [reduce(t = '', x IN range(1, 200) | t + s)]}.a[0] AS s ".repeat(5)} RETURN s`,
    `WITH 1 IS :: INTEGER AS b0 WITH range(1, 9999) AS k, range(1, 9999) AS q ${'WITH [x IN range(1, 9999) | k] AS k, [x IN range(1, 9999) | q] AS q '.repeat(3)} RETURN k = q AS n`,
    'RETURN any(x IN range(0, size([1]) + 9999) WHERE any(y IN range(0, size([1]) + 9999) WHERE x + y < 0)) AS n',
    'RETURN any(x IN range(-9999, size([1])) WHERE any(y IN range(-9999, size([1])) WHERE x + y < 0)) AS n',
    "WITH 'a{15000}' AS s RETURN any(x IN range(1, size(s)) WHERE any(y IN range(1, size(s)) WHERE x + y < 0)) AS n",
    "MATCH p = (a)-[*200..200]-(b) RETURN any(x IN nodes(p) WHERE any(y IN nodes(p) WHERE any(z IN nodes(p) WHERE any(q IN nodes(p) WHERE x.id + y.id + z.id = q.id + '-')))) AS n",
    ...[
      'a + x = a + -y',
      'm.l + x = m.l + -y',
      'w[0] + x = w[0] + -y',
      '((l)) + x = ((l)) + -y',
      '[l] = [k] AND x + y < 0',
      '{a: l} = {a: k} AND x + y < 0',
      'l IN [k] AND x + y < 0',
      'CASE l WHEN k THEN x + y < 0 END',
      'l[0..] = l[..-1] AND x + y < 0',
      '[l, x] < [l, y] AND x + y < 0',
      'j[x] + y < 0',
      "size(l + 'x') + x + y < 0",
      'x IN y + l',
      'y < j[x]',
      'size([x] + l) < y',
      'x = 1 OR [y] = [[l]]',
    ].map(ofLists),
    ...[
      'substring(s, 1) <> s + x + y AND x + y < 0',
      "s CONTAINS 'b' + x + y",
      "toUpper(s) CONTAINS 'b' + x + y",
      "u.t CONTAINS 'b' + x + y",
      "u['t'] CONTAINS 'b' + x + y",
      'size(toUpper(u.t)) + x + y < 0',
      "v CONTAINS 'b' + x",
    ].map(ofTexts),
    `WITH $p AS l RETURN l${'[0]'.repeat(310)} AS n`,
    `MATCH (n {${Array.from({ length: 300 }, (_, at) => `a${at}: 0`)}}) RETURN n`,
    `MATCH (n) WHERE n:L0${Array.from({ length: 1200 }, (_, at) => `|L${at}`).join('')} RETURN n`,
  ])('a statement that once blocked a core or filled the memory is refused (%#): %s', text => {
    expect(judged(text)).toMatch(/./)
  })

  test.each([
    'MATCH (p:Person) RETURN [x IN range(1, 9) | [y IN range(1, 9) | [z IN range(1, 9) | p.name + x + y + z]]] AS l',
    'WITH [i IN range(0, 3) | [j IN range(0, 3) | [k IN range(0, 3) | i * j * k]]] AS g WITH [i IN range(0, 3) | [j IN range(0, 3) | g[i][j]]] AS h RETURN h',
    'MATCH (p)-[w:WAS_AT]->(o) WITH p, collect({o: o, w: w}) AS stays RETURN [s IN stays WHERE any(t IN stays WHERE t.o = s.o AND t.w <> s.w) | s.o.name] AS again',
    'MATCH (p) WITH collect(p) AS all RETURN [p IN all | {id: p.id, same: [q IN all WHERE q.name = p.name AND q <> p | q.id]}] AS n',
    "MATCH (p) RETURN [w IN split(p.name, ' ') WHERE w IN ['a', 'b'] | toUpper(w)] AS n",
    'MATCH (p) WITH p.aliases AS names RETURN [x IN names WHERE any(y IN names WHERE x <> y AND x CONTAINS y)] AS n',
    "MATCH (p) RETURN reduce(s = '', a IN p.aliases | CASE WHEN s = '' THEN a ELSE s + ', ' + a END) + ' (' + p.name + ')' AS n",
    `MATCH (n) RETURN ${Array(90).fill('n.a').join(' + ')} AS n`,
  ])('an ordinary statement is accepted: %s', text => {
    expect(judged(text, 200)).toBeUndefined()
  })

  test.each([
    "MATCH (p) WITH collect(p) AS all RETURN [x IN all WHERE x.a + ' ' + x.b = 'c d' | x.id] AS n",
    "MATCH (p) WITH collect(p) AS all RETURN [x IN all | x.a + ' (' + x.b + ')'] AS n",
    'MATCH p = (a)--(b) WITH p, collect(a.id) AS l RETURN reduce(s = 0, x IN nodes(p) | s + x.n) AS n, size(l) AS m',
  ])('an ordinary statement is accepted for any number of rows: %s', text => {
    expect(judged(text, 100_000)).toBeUndefined()
  })
})

test.each([
  `RETURN [x IN $l | COLLECT { WITH [x, x] AS b0 ${Array.from({ length: 30 }, (_, at) => `WITH [b${at}, b${at}] AS b${at + 1}`).join(' ')} RETURN coalesce(b30, b30) }] AS r`,
  `MATCH (a) WITH a, collect(a) AS l RETURN ${Array.from({ length: 8 }).reduce<string>((inner, _, at) => `reduce(a${at} = 0, x${at} IN l | a${at} + ${inner})`, `size([(a {${Array.from({ length: 1300 }, (_, at) => `a${at}: 1`)}})--(b) | 1])`)} AS r`,
  `WITH [${Array(1200).fill('1')}] AS w RETURN reduce(a = 0, x IN w | a + reduce(b = 0, y IN w | b + reduce(c = 0, z IN w | c + ${Array(90).fill('w[a]').join(' + ')}))) AS r`,
  `WITH [1] AS w RETURN ${[3, 2, 1, 0].reduce((within, at) => `reduce(a${at} = 0, x${at} IN w | ${within})`, `[${Array(40).fill(`${'('.repeat(30)}1${')'.repeat(30)}`)}]`)} AS r ${'x '.repeat(6_300)}`,
])('the analysis of an expensive statement ends, with no error but a refusal: %#', text => {
  let error: unknown
  const { length } = text
  try {
    read(text)
  } catch (thrown) {
    error = thrown
  }
  expect(length).toBeLessThan(16 * 1024)
  expect(error === undefined || error instanceof PolicyViolation).toBe(true)
})

test('the query policy measures the values of parameters', () => {
  const [flat, nested] = [{ p: Array(9_999).fill(1) }, { p: [Array(9_999).fill(1)] }]
  const far = (condition: string) =>
    `RETURN any(x IN range(1, 4999) WHERE any(y IN range(1, 4999) WHERE ${condition})) AS n`
  const work = (text: string, params: Record<string, unknown>) => checkBounds(text, 1, params)
  expect(() => work(far('$p + x = $p + -y'), flat)).toThrow(/run long/)
  expect(() => work(`RETURN any(a IN $p WHERE ${far('a + x = a + -y').slice(7, -5)}) AS n`, nested)).toThrow(/run long/)
  expect(() => work('RETURN [x IN $p | toUpper(x)] AS n', { p: Array(20_000).fill('a') })).not.toThrow()
  const keys = { p: Object.fromEntries(flat.p.map((_, at) => [`k${at}`, 1])) }
  expect(() => work('RETURN any(x IN keys($p) WHERE any(y IN keys($p) WHERE x = y)) AS n', keys)).toThrow(/run long/)
})
