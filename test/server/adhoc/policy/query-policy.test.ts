import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { syntaxViolation } from '../../../../server/adhoc/policy/hints.ts'
import { checkNames, checkPlan } from '../../../../server/adhoc/policy/plan-check.ts'
import { decodeEscapes, tokenise } from '../../../../server/adhoc/policy/policy-text.ts'
import { PolicyViolation, placeAt } from '../../../../server/adhoc/policy/policy-violation.ts'
import { QueryPolicy } from '../../../../server/adhoc/policy/query-policy.ts'
import { checkRanges, readRanges } from '../../../../server/adhoc/policy/range.ts'
import { checkPatterns, patternError, readPatterns } from '../../../../server/adhoc/policy/regex.ts'
import { checkShape } from '../../../../server/adhoc/policy/shape.ts'

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
  const each = (count: number, one: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => one(at)).join(' AND ')
  test.each([
    (at: number) => `(n:A${at} OR n:B${at})`,
    (at: number) => `((n:A${at}) OR ((n:B${at})))`,
    (at: number) => `n:A${at}|B${at}`,
    (at: number) => `(n:(A${at}|B${at}))`,
  ])(
    'the query policy refuses more than 8 choices of labels, because each doubles the work of the planner (%#)',
    one => {
      expect(shape(`MATCH (n) WHERE ${each(8, one)} RETURN n`)).not.toThrow()
      expect(shape(`MATCH (n) WHERE ${each(9, one)} RETURN n`)).toThrow(/more than 8 choices of labels .*line 1/)
      expect(shape(`RETURN EXISTS { MATCH (n) WHERE ${each(9, one)} RETURN n } AS x`)).toThrow(/choices of labels/)
    },
  )
  test.each([
    `MATCH (n) WHERE ${Array.from({ length: 40 }, (_, at) => `n:A${at}`).join(' OR ')} RETURN n`,
    `MATCH (n:A|B|C|D|E|F|G|H|I|J|K|L) RETURN n`,
    `MATCH (a)${'-[:A|B]->()'.repeat(12)} RETURN a`,
    `MATCH (n:Person) WHERE ${each(20, at => `(n.a${at} = 1 OR n.b${at} = {c: n.d}.c)`)} RETURN n`,
    `MATCH (n:Person) RETURN ${Array.from({ length: 20 }, (_, at) => `[x IN n.l | {a: x, b: x = 1 OR x = 2}] AS l${at}`)}`,
  ])('the query policy counts no choices of labels where the planner has none to combine: %s', text => {
    expect(shape(text)).not.toThrow()
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
    '(a|a)*',
    '(a|ab)*c',
    '(a*)*',
    '(a?)*b',
    '(.*,)*',
    '(.*,){11}P',
    '(x+x+)+y',
    '([a-z]+\\s?)*',
    '((a+)b?)*',
    '(a{1,2})+',
    '(?i)([A-Z]+[a-z]?)+!',
    '(\\p{L}+\\p{Lu})+',
    '(\\x61|a)*b',
    '(\\p{IsHan}|[^a])+b',
    '(a)\\1',
    '.*a.*b.*c.*',
    '(?=a)b',
    'a{1,500}',
    '[a[b]]',
    '\\Qa\\E',
    '(?x)a',
    '.*a.*a.*b',
    '\\w+\\s*\\w+x',
    '\\w+-?\\w+-?\\w+x',
    '[^a]+b[^a]+b[^a]+',
    '.*a.*\\d+x',
    'Li.*|.*a.*a.*b',
    `${'(a|a)'.repeat(40)}b`,
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
    // What repeats can match a text in one way only.
    '(-\\d{2}){1,2}',
    '\\d{4}(-\\d{2}){0,2}',
    '(abc)+',
    '(\\d{3}-)*\\d{4}',
    '(foo|far|bar)+',
    '([^,]*,)*[^,]*',
    '[A-Z][a-z]+( [A-Z][a-z]+)*',
    '(\\p{L}+ )*\\p{L}+',
    '((a|b)c)*',
    // The next character tells where each of these ends.
    'a{2,}b+c*d+',
    '\\w+ \\w+ \\w+ \\w+',
    `${'(a|b|c|d|e|f|g|h)'.repeat(8)}x`,
    '.*(a|b|c).*(d|e).*',
  ])('the query policy accepts a regular expression with bounded backtracking: %s', pattern => {
    expect(patternError(pattern)).toBeUndefined()
  })
  test('the query policy requires simpler regular expressions when a statement contains a long text', () => {
    expect(patternError('.*a.*b', 30_000)).toBeUndefined()
    expect(patternError('.*a.*b', 40_000)).toMatch(/texts as long as those of the statement/)
    expect(patternError('(a|a).*a.*b', 30_000)).toMatch(/texts as long/)
    expect(patternError('(a|b).*', 1_000_000)).toBeUndefined()
    // Java matches a group of fixed length in a loop, and any other by recursion.
    expect(patternError('(ab[cd]){3,}(x{2})*', 1_000_000)).toBeUndefined()
    for (const pattern of ['(a|b)*', '([^,]*,)*', '(a(bc?)+)*', '((ab?){1,9}c){1,9}']) {
      expect(patternError(pattern, 1_000)).toBeUndefined()
      expect(patternError(pattern, 1_001)).toMatch(/repeats a group too often for texts as long/)
    }
  })
  test('the query policy reads a regular expression of nested counts without writing them out', () => {
    expect(patternError('(((((ab){100}){100}){100}){100}){100}')).toBeUndefined()
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
      /With the parameter p, q, the pattern repeats a group that can match the same text .*CONTAINS/,
    )
    expect(() => checkPatterns(readPatterns(text, decodeEscapes(text)), { p: [], q: 'a' }, 0)).toThrow(/is not text/)
  })
})

describe('range() within an expression', () => {
  const refused = (text: string, params: Record<string, unknown> = {}) => {
    try {
      checkRanges(readRanges(text, tokens(text)), params)
      return undefined
    } catch (error) {
      return String(error)
    }
  }
  test.each([
    'RETURN [i IN range(1, 10000) | i] AS l',
    'UNWIND range(1, 1000000000) AS i RETURN i',
    'RETURN [i IN range(0, size($l) - 1) | $l[i]] AS l, 5000000 AS m',
    'MATCH (n) WITH min(n.y) AS a, max(n.y) AS b RETURN [y IN range(a, b) | y] AS l',
    'RETURN [d IN range(0, duration.inDays($a, $b).days) | $a + duration({days: d})] AS l',
    'RETURN [i IN range(0, 1000000, 100) | i] AS l',
  ])('the query policy accepts a range() of up to 10,000 elements, or with bounds that are computed: %s', text => {
    expect(refused(text, { l: [1, 2, 3], a: '2024-01-01', b: '2024-02-01' })).toBeUndefined()
  })
  test.each([
    ['RETURN [i IN range(0, 10001) | i] AS l', {}],
    ['RETURN any(i IN `range`(1, $k) WHERE i < 0) AS l', { k: 1_000_000 }],
    ['RETURN [i IN range(-9000, 9000) | i] AS l', {}],
    ['WITH 1000000000 AS k RETURN [i IN range(1, k) | i] AS l', {}],
    ['WITH $k AS k RETURN [i IN range(1, k * k) | i] AS l', { k: 1_000_000_000n }],
    ['RETURN [i IN range(0, size($l) + 1000000) | i] AS l', {}],
  ])('the query policy refuses a longer range(), or one that a large number could make longer: %s', (text, params) => {
    expect(refused(text, params)).toMatch(/more than 10000 elements .*line 1.*UNWIND/)
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

test('a version of Cypher that the server does not know is an error of the text, and a value that fails is not', () => {
  const error = (message: string) =>
    Object.assign(new Error(message), { code: 'Neo.ClientError.Statement.ArgumentError' })
  const unknown = error('25 is not a valid option for cypher version. Valid options are: 5')
  expect(syntaxViolation(unknown, [], 1)?.message).toMatch(/^25 is not a valid option for cypher version/)
  expect(syntaxViolation(error('step argument to range() cannot be zero'), [], 1)).toBeUndefined()
})
