import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cardinalityBounds, readLengths } from '../../../../server/adhoc/policy/cardinality-bounds.ts'
import { NO_GROWTH } from '../../../../server/adhoc/policy/growth.ts'
import { syntaxViolation } from '../../../../server/adhoc/policy/hints.ts'
import { checkNames, checkPlan, type DriverPlan } from '../../../../server/adhoc/policy/plan-check.ts'
import { decodeEscapes, tokenise } from '../../../../server/adhoc/policy/policy-text.ts'
import { PolicyViolation, placeAt } from '../../../../server/adhoc/policy/policy-violation.ts'
import { QueryPolicy } from '../../../../server/adhoc/policy/query-policy.ts'
import { checkPatterns, patternError, readPatterns } from '../../../../server/adhoc/policy/regex.ts'
import { checkShape } from '../../../../server/adhoc/policy/shape.ts'
import { checkBounds } from './harness.ts'

const tokens = (text: string) => tokenise(decodeEscapes(text))
const words = (text: string) => tokens(text).map(({ text }) => text)

describe('tokens of a statement', () => {
  test.each([
    ['RETURN 1 // CREATE (n)\n AS x', ['RETURN', '1', 'AS', 'x']],
    ['RETURN 1 // \\u000a AS x', ['RETURN', '1', 'AS', 'x']],
    ['RETURN /* a */ 1', ['RETURN', '1']],
    ["RETURN 'a\\u0027 AS x", ['RETURN', 'a', 'AS', 'x']],
    ["RETURN 'a\\\\u0027' AS x", ['RETURN', 'a\\u0027', 'AS', 'x']],
    ["RETURN 'a\\'b' AS x", ['RETURN', "a'b", 'AS', 'x']],
    ['RETURN `a``b`', ['RETURN', 'a`b']],
    ['L\\u004fAD\u2003CSV', ['LOAD', 'CSV']],
    ['RETURN $`a b`, $x', ['RETURN', 'a b', ',', 'x']],
    ['RETURN l[1..3]', ['RETURN', 'l', '[', '1', '..', '3', ']']],
    ['RETURN a.b.c', ['RETURN', 'a', '.', 'b', '.', 'c']],
  ])('the statement %j is read as the tokens %j', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  test('every token has its position in the original text', () => {
    const text = "RETURN '\\u0041' AS x"
    const [, , as] = tokens(text)
    expect(text.slice(as?.from, as?.to)).toBe('AS')
    expect(placeAt('a\nbc', 3)).toEqual({ line: 2, column: 2 })
  })

  test('the query policy accepts or refuses any text without another error', () => {
    const policy = new QueryPolicy()
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        try {
          policy.prepare(text, {})
        } catch (error) {
          if (!(error instanceof PolicyViolation)) throw error
        }
      }),
    )
  })
})

describe('statement shape', () => {
  const shape = (text: string) => () => checkShape(text, tokens(text))
  const many = (count: number, each: (at: number) => string, between: string) =>
    Array.from({ length: count }, (_, at) => each(at)).join(between)

  test('the query policy refuses more than 8 XOR, because each doubles the work of the planner', () => {
    const xor = (operands: number) => shape(`MATCH (n) WHERE ${many(operands, at => `n.a${at}`, ' xOr ')} RETURN 1`)
    expect(xor(9)).not.toThrow()
    expect(xor(10)).toThrow(/more than 8 XOR .*line 1.*Split the question/)
  })
  test('the query policy refuses more than 50 properties in a row, whatever their names, and accepts many apart', () => {
    expect(shape(`MATCH (n) WHERE ${many(99, at => `n.p${at} IS NULL`, ' AND ')} RETURN n`)).not.toThrow()
    expect(shape(`RETURN n.${many(50, () => 'a', '.')}`)).not.toThrow()
    for (const name of ['a', '`a`', 'AND', ' /* */ a\n'])
      expect(shape(`RETURN n.${many(51, () => name, '.')}`)).toThrow(/more than 50 properties in a row .*WITH/)
  })
})

describe('labels', () => {
  const shape = (text: string) => () => checkShape(text, tokens(text))
  test('the query policy refuses more than 12 labels in a row, however they are joined', () => {
    expect(shape(`MATCH (n${':A'.repeat(12)}) WHERE n:B RETURN {a: n.a, b: n.b}`)).not.toThrow()
    expect(shape(`MATCH (n${':A'.repeat(13)}) RETURN n`)).toThrow(/more than 12 labels in a row/)
    expect(shape(`MATCH (n:A${'&(B|C)'.repeat(13)}) RETURN n`)).toThrow(/more than 12 &/)
    expect(shape(`RETURN {${Array.from({ length: 40 }, (_, at) => `a${at}: ${at}`)}} AS a`)).not.toThrow()
  })
})

describe('relationships of one MATCH', () => {
  const path = (hops: number, arrow = '--') => `()${`${arrow}()`.repeat(hops)}`
  const shape = (text: string) => () => checkShape(text, tokens(text))

  test.each([
    '--',
    '-->',
    '<--',
    '<-->',
    '- /* a */ ->',
    '-[r]-',
    '<-[:A {on: 1}]-',
    '-[r WHERE r.a - 1 > 0]->',
    '\u2013\u2013',
    '-\u2014\u27e9',
    '\u3008\u00ad[]\uff0d',
    '-->+',
    '-[]->{1,2}',
  ])('the query policy refuses more than 20 relationships in one MATCH, written as %s', arrow => {
    expect(shape(`MATCH ${path(20, arrow)} RETURN 1`)).not.toThrow()
    expect(shape(`MATCH ${path(21, arrow)} RETURN 1`)).toThrow(/more than 20 relationships .*line 1.*another MATCH/)
  })
  test.each([
    `MATCH ${path(11)}, ${path(10)} RETURN 1`,
    `MATCH match = ${path(11)}, with = ${path(10)} RETURN 1`,
    `MATCH (a WHERE EXISTS { RETURN 1 })${path(11)}, ()-[WITH]-${path(10)} RETURN 1`,
    `MATCH (${path(10)}){2}--(${path(10)})+--() RETURN 1`,
    `MATCH (n) WHERE ${path(21)} RETURN n`,
    `RETURN EXISTS { ${path(21)} } AS a`,
    `RETURN COUNT { MATCH (a)--(b), ${path(20)} } AS a`,
    `RETURN [${path(21)} | 1] AS a`,
  ])('the query policy counts these relationships together: %s', text => {
    expect(shape(text)).toThrow(/more than 20 relationships/)
  })
  test.each([
    `MATCH ${path(14)} OPTIONAL MATCH ${path(14)} WITH 1 AS a MATCH ${path(14)} RETURN a`,
    `RETURN EXISTS { ${path(14)} } AND EXISTS { ${path(14)} } AS a`,
    `RETURN ${Array.from({ length: 40 }, () => '[(a)--(b) | b.id]').join(', ')}`,
    `RETURN 1${' - (a.x) - (b.x)'.repeat(40)} AS a`,
    `RETURN 1${' - -b.x'.repeat(40)} AS a`,
    `RETURN '${path(40)}' AS a /* ${path(40)} */ // ${path(40)}`,
  ])('the query policy counts these relationships separately or not at all: %s', text => {
    expect(shape(text)).not.toThrow()
  })
})

describe('regular expressions', () => {
  test.each([
    '(a+)+',
    '(a|b)*',
    '(a)\\1',
    '.*a.*b.*c.*',
    '(?=a)b',
    'a{1,500}',
    '[a[b]]',
    '\\Qa\\E',
    '(?x)a',
    'a{2,}b+c*d+',
    '.*a.*a.*b',
    '\\w+\\s*\\w+x',
    '\\w+-?\\w+-?\\w+x',
    '[^a]+b[^a]+b[^a]+',
    '.*a.*\\d+x',
    'Li.*|.*a.*a.*b',
    '(-a)+',
    '.*(a|b|c).*(d|e).*',
    `${'(a|a)'.repeat(40)}b`,
    `${'(?:a|a)'.repeat(9)}b`,
    `${'(a|b|c|d|e|f|g|h)'.repeat(8)}x`,
    '.*.*.{0,100}.{0,100}.{0,100}.{0,100}x',
    '.*.*.{0,100}x',
    '.{0,100}.{0,100}.{0,100}.{0,100}',
    `.*.*${'a?'.repeat(8)}`,
  ])('the query policy refuses a regular expression that may backtrack without bound: %s', pattern => {
    expect(patternError(pattern)).toBeDefined()
  })
  test.each([
    'Li.*',
    '.*lab.*',
    '(?i)openai',
    '[A-Z]{2,4}\\d+',
    '(Ada|Ben) .*',
    'a\\.b',
    '\\(x\\)*',
    '.*Altman.*',
    '.*colou?r(s|ing).*',
    '.*\\d{2,4}.*',
    '.{3}a{100}.*b.*',
    `${'(a|b)'.repeat(8)}c`,
    'a|b|c|d|e|f|g|h|i|j',
    '(?i).*(lab|group) (of|for).*',
    '.{0,100}.{0,100}',
    '(?i).*chief.*officer.*',
    '\\w+\\s+\\w+',
    '\\d+-\\d+-\\d+',
    '[^@]+@[^.]+\\..+',
    '.*\\d+-\\d+x',
    '.*a.*b.+',
    '\\d{4}(-\\d{2})?(-\\d{2})?',
    'https?://(www\\.)?[^/]+/.*',
    '(?i)a.*|b.*|c.*|d.*',
  ])('the query policy accepts a regular expression with bounded backtracking: %s', pattern => {
    expect(patternError(pattern)).toBeUndefined()
  })
  test('the query policy requires simpler regular expressions when a statement contains a long text', () => {
    expect(patternError('.*a.*b', 30_000)).toBeUndefined()
    expect(patternError('.*a.*b', 40_000)).toMatch(/texts as long as those of the statement/)
    expect(patternError('.*a.*b.*c', 2_000)).toMatch(/texts as long/)
    expect(patternError('(a|b).*', 1_000_000)).toBeUndefined()
  })
  test('the query policy checks the regular expression after every =~, even in strings and comments', () => {
    const read = (text: string) => () => readPatterns(text, decodeEscapes(text)).map(({ pieces }) => pieces)
    expect(read("RETURN n =~ 'a' AND m =~ $p")()).toEqual([[{ text: 'a' }], [{ parameter: 'p' }]])
    expect(read('RETURN n =~ \'.*\' + $p+"b"')()).toEqual([[{ text: '.*' }, { parameter: 'p' }, { text: 'b' }]])
    expect(read("RETURN n =~ ( 'a' + 'b' )")()).toEqual([[{ text: 'a' }, { text: 'b' }]])
    expect(read("RETURN n =~ 'a' || 'b'")).toThrow(/may only be joined by \+/)
    expect(read("RETURN n =~ 'a' + m.b")).toThrow(/may only be joined by \+/)
    expect(read("RETURN n =~ ('a') + 'b'")).toThrow(/may only be joined by \+/)
    expect(read('RETURN n =~ $p.x')).toThrow(/may only be joined by \+/)
    expect(read('RETURN n =~ m.pattern')).toThrow(/literals and parameters/)
    expect(read("/* =~ */ RETURN 'x'")).toThrow(/literals and parameters/)
  })
  test('the query policy checks a regular expression with parameters on every run', () => {
    const policy = new QueryPolicy()
    const text = "MATCH (n) WHERE n.name =~ '(' + $p + '+)' + $q RETURN n"
    expect(() => policy.prepare(text, { p: 'Li.', q: '' })).not.toThrow()
    expect(() => policy.prepare(text, { p: null })).not.toThrow()
    expect(() => policy.prepare(text, { p: 'a', q: '+' })).toThrow(
      /With the parameter p, q, the pattern repeats a group.*CONTAINS/,
    )
    expect(() => checkPatterns(readPatterns(text, decodeEscapes(text)), { p: [], q: 'a' }, 0)).toThrow(/is not text/)
  })
})

describe('cost of expressions', () => {
  /** The rejection, if any, when the planner expects this many rows. */
  const refused = (text: string, rows = 500, params: Record<string, unknown> = {}): string | undefined => {
    try {
      checkBounds(text, rows, params)
      return undefined
    } catch (error) {
      return String(error)
    }
  }
  test.each([
    'RETURN reduce(s = 0, x IN nodes(p) | s + x.n) AS n',
    'RETURN [x IN $list WHERE x IN n.aliases | toUpper(x)] AS n',
    "RETURN a.name + ' ' + b.name + ', ' + c.name AS n",
    "RETURN replace(replace(n.name, ' ', '_'), '.', '') AS n",
    'RETURN [x IN xs | [y IN x | y.id]] AS n',
    'RETURN [x IN range(0, 9) | [y IN range(0, 9) | x * y]] AS n',
    'RETURN [x IN a WHERE x IN b] AS n, [x IN a WHERE NOT x IN b | x.name] AS m',
    'MATCH (n) WITH collect(n) AS l, collect(n) AS m RETURN any(a IN l WHERE any(b IN m WHERE a <> b AND a.from < b.to)) AS n',
    'MATCH (n) WITH collect(n) AS l, collect(n) AS m RETURN [a IN l | size([b IN l WHERE b.on >= a.on])] AS n',
    'RETURN [y IN range(2015, 2025) | {year: y, n: size([x IN ys WHERE x = y])}] AS n',
    'RETURN reduce(s = 0, x IN days | s + x) AS n',
    "RETURN reduce(s = '', x IN names | s + CASE WHEN s = '' THEN '' ELSE ', ' END + x) AS n",
    "RETURN reduce(s = '', x IN names | CASE s WHEN '' THEN x WHEN 'a' THEN s ELSE s + ', ' + x END) AS n",
    "RETURN reduce(m = '', x IN names | CASE WHEN size(x) > size(m) THEN x ELSE m END) AS n",
    'RETURN reduce(all = [], r IN lists | all + r) AS n',
    "RETURN reduce(s = n.name, x IN [' Inc', ' Ltd'] | replace(s, x, '')) AS n",
    "RETURN [w IN who | split(w, ' ')[0]] AS n",
    "MATCH (n) WITH collect(n.name) AS s RETURN [i IN range(0, size(s) - 2) | s[i] + ' -> ' + s[i + 1]] AS n",
    "RETURN [w IN split(n.name, ' ') | left(w, 1)] AS n",
    'MATCH (a)--(b) WITH a, collect(b) AS l RETURN [x IN l | [(x)--(c) WHERE c <> a | c.name]] AS n',
    'MATCH p = (a)--(b) WITH collect(b) AS l, p RETURN [n IN nodes(p) | [(n)--(c) | c.name]] AS n, size(l)',
    `RETURN ${Array.from({ length: 9 }, (_, at) => `[x IN names | x.p${at}] AS a${at}`)}`,
  ])('the cost of an expression is bounded for few rows: %s', text => {
    expect(refused(text)).toBeUndefined()
  })
  test.each([
    'MATCH (n) WITH collect(n.id) AS a, collect(n.id) AS b RETURN [x IN a WHERE x IN b] AS n',
    'MATCH (n) WITH collect(n.name) AS names RETURN [x IN names WHERE x STARTS WITH $a | x.id] AS n',
    'MATCH p = (a)--(b) WITH p, collect(a.id) AS l RETURN any(x IN l WHERE x IN $ids) AS n, reduce(s = 0, x IN nodes(p) | s + x.n) AS m',
    'RETURN [x IN $list WHERE x IN n.aliases | toUpper(x)] AS n',
    "RETURN p.name + ' (' + p.id + ')' AS n, [(p)--(o) | o.name] AS m",
  ])('the cost of an expression is bounded for any number of rows: %s', text => {
    expect(refused(text, 1_000_000)).toBeUndefined()
  })
  test.each([
    ['RETURN any(a IN l WHERE any(b IN m WHERE a = b)) AS n', 20_000, /run long/],
    ['RETURN [a IN l WHERE a IN tail(m)] AS n', 20_000, /run long/],
    ['RETURN any(a IN l WHERE any(b IN l WHERE any(c IN l WHERE a + b = c))) AS n', 1_000, /run long/],
    ['MATCH (n) WITH collect(n) AS l RETURN [a IN l | [b IN l | [a, b]]] AS n', 1_500, /outside the memory limit/],
    ['RETURN [x IN l | x.name] AS n', 2_500_000, /outside the memory limit/],
    [
      `MATCH (n) WITH collect(n.n) AS l RETURN ${Array.from({ length: 5 }, (_, at) => `[x IN l | x + ${at}] AS a${at}`)}`,
      300_000,
      /outside the memory limit/,
    ],
    ['RETURN reduce(s = [], x IN l | s + x) AS n', 3_000, /could join more/],
    ['RETURN any(x IN l WHERE any(y IN l WHERE m + x = m + y)) AS n', 1_000, /run long/],
    ["WITH l, reduce(s = '', x IN l | s + x) AS s RETURN [a IN l | [b IN l | s + b]] AS n", 300, /run long/],
    ['RETURN size(toStringList(l)) AS n', 2_500_000, /outside the memory limit/],
    [
      'WITH l + l + l AS l WITH l + l + l AS l WITH l + l + l AS l RETURN [x IN l | x]',
      100_000,
      /outside the memory limit/,
    ],
  ])('an expression is refused for its cost over many rows: %s', (text, rows, reason) => {
    expect(refused(text, rows)).toMatch(reason)
  })
  test.each([
    ["RETURN reduce(s = '', x IN nodes(p) | s + s + x) AS n", /double/],
    ["RETURN reduce(s = '', x IN nodes(p) | CASE WHEN true THEN s + x + s END) AS n", /double/],
    ["RETURN reduce(s = 'ab', x IN nodes(p) | replace(s, 'a', 'aaa')) AS n", /double/],
    [`WITH 'a' AS s ${'WITH s + s AS s '.repeat(12)}RETURN s`, /fill the memory/],
    [`WITH 'a' AS s ${"WITH s + 'x' + s AS s ".repeat(12)}RETURN s`, /fill the memory/],
    ['RETURN size([x IN range(0, 9999) | [y IN range(0, 9999) | x + y]]) AS n', /outside the memory limit/],
    ["RETURN reduce(s = '', x IN range(1, 9999) | s + x) AS n", /could join more/],
    ['MATCH p = (a)--(b) RETURN [n IN nodes(p) | [(n)--(c)--(d) | d]] AS n', /from rows/],
    ['RETURN [x IN [1] | COLLECT { UNWIND l AS y RETURN y }] AS n', /from rows/],
    ['UNWIND range(1, 4000000) AS i WITH collect(i) AS l RETURN [x IN l | x] AS n', /outside the memory limit/],
    ['UNWIND range(1, k) AS i WITH collect(i) AS l RETURN [x IN l | x] AS n', /outside the memory limit/],
  ])('an expression is refused for its cost even for one row: %s', (text, reason) => {
    expect(refused(text, 1)).toMatch(reason)
  })
  test('the cost of an expression depends on the length of its parameters', () => {
    const [few, many] = [{ p: Array(50).fill('a') }, { p: Array(20_000).fill('a') }]
    const loops = 'RETURN all(x IN $p WHERE any(y IN $p WHERE x <> y)) AS n'
    expect(refused(loops, 1, few)).toBeUndefined()
    expect(refused(loops, 1, many)).toMatch(/run long/)
    const copies = 'RETURN [i IN range(1, 999) | $p + i] AS n'
    expect(refused(copies, 1, { p: 'a' })).toBeUndefined()
    expect(refused(copies, 1, { p: 'a'.repeat(200_000) })).toMatch(/outside the memory limit/)
    const replaced = "RETURN size(replace($p, 'a', $p)) AS n"
    expect(refused(replaced, 1, { p: 'a' })).toBeUndefined()
    expect(refused(replaced, 1, { p: 'a'.repeat(50_000) })).toMatch(/more than 10,000,000 characters/)
    const unwound = 'UNWIND $p AS a UNWIND $p AS b WITH collect(a) AS l RETURN [x IN l | x] AS n'
    expect(refused(unwound, 1, few)).toBeUndefined()
    expect(refused(unwound, 1, many)).toMatch(/outside the memory limit/)
  })
  test('the rows after UNWIND are bounded by the rows its list may have been collected from', () => {
    const node = (
      operatorType: string,
      EstimatedRows: number,
      Details = '',
      ...children: DriverPlan[]
    ): DriverPlan => ({
      operatorType,
      arguments: { EstimatedRows, Details },
      children,
    })
    const text = 'MATCH (o) WITH collect(o) AS os UNWIND os AS a UNWIND os AS b RETURN a'
    const lengths = readLengths(tokens(text), NO_GROWTH)
    const first = node('Unwind@neo4j', 10, 'os AS a', node('EagerAggregation@neo4j', 1, '', node('Scan@neo4j', 40)))
    expect(cardinalityBounds(lengths, {}, node('Unwind@neo4j', 100, 'os AS b', first)).rows).toBe(1600)
    expect(cardinalityBounds(lengths, {}, node('Unwind@neo4j', 20, '$autolist_0 AS b', first)).rows).toBe(80)
    expect(cardinalityBounds(readLengths([], NO_GROWTH), {}, node('VarLengthExpand(All)@neo4j', 500)).rows).toBe(5_000)
  })
})

describe('query policy', () => {
  const operator = (operatorType: string, Details = '') => ({ operatorType, arguments: { Details }, children: [] })

  test('the query policy forgets the least recently used statement', async () => {
    const policy = new QueryPolicy(2)
    const first = policy.prepare('RETURN 1', {})
    policy.prepare('RETURN 2', {})
    expect(policy.prepare('RETURN 1', {})).toBe(first)
    policy.prepare('RETURN 3', {})
    expect(policy.prepare('RETURN 1', {})).toBe(first)
    policy.prepare('RETURN 4', {})
    policy.prepare('RETURN 5', {})
    expect(policy.prepare('RETURN 1', {})).not.toBe(first)
  })
  test.each([
    'LoadCSV',
    'Create',
    'TransactionForeach',
    'ShowSettings',
    'SomethingNew',
    'NodeUniqueIndexSeek(Locking)',
  ])('the query policy refuses a plan with %s even for a read statement', name => {
    const plan = { ...operator('ProduceResults@neo4j'), children: [operator(`${name}@neo4j`)] }
    expect(() => checkPlan('RETURN 1', [], 'r', plan)).toThrow(/not allowed/)
  })
  test.each([
    '[x IN $a | EXISTS { LOAD CSV FROM "x" AS l RETURN l }] AS a',
    'COUNT { ResolvedCall(dbms.listConfig() :: name) }',
    'COUNT {   CALL db.info()     YIELD name }',
    'string.regexReplace(x, $a, $b)',
  ])('the query policy refuses a forbidden operation that a plan shows only as text: %s', details => {
    expect(() => checkPlan('RETURN 1', [], 'r', operator('Projection@neo4j', details))).toThrow(/not allowed/)
  })
  test.each([
    "RETURN apoc.text.join(['a'], '')",
    "RETURN `apoc`./* x */text.`join`(['a'], '')",
    "RETURN \\u0061poc.text.join(['a'], '')",
    "RETURN APOC.TEXT.JOIN(['a'], '')",
  ])('the query policy refuses a function that is not built into Neo4j: %s', text => {
    const decoded = decodeEscapes(text)
    expect(() => checkNames(text, decoded.text, tokens(text), ['apoc.text.join'])).toThrow(/function .* is not allowed/)
  })
  test.each(['w', 'rw', 's', undefined])('the query policy refuses a statement of the type %s', type => {
    expect(() => checkPlan('RETURN 1', [], type, operator('ProduceResults@neo4j'))).toThrow(
      /Only reading clauses are allowed/,
    )
  })
})

test('the refusal of a misspelt keyword suggests the intended keyword', () => {
  const message = "Invalid input 'RETRN': expected 'MATCH', 'RETURN' or 'WITH' (line 1, column 11 (offset: 10))"
  const error = Object.assign(new Error(message), { code: 'Neo.ClientError.Statement.SyntaxError' })
  expect(syntaxViolation(error, [], 0)?.message).toMatch(/Did you mean RETURN\?/)
})
