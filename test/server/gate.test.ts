import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Gate } from '../../server/db/gate.ts'
import { checkGrowth } from '../../server/db/gate-growth.ts'
import { nearest, syntaxRefusal } from '../../server/db/gate-hints.ts'
import { readLists } from '../../server/db/gate-lists.ts'
import { checkLoops } from '../../server/db/gate-loops.ts'
import { checkNames, checkPlan } from '../../server/db/gate-plan.ts'
import { GateRefusal, placeAt } from '../../server/db/gate-refusal.ts'
import { faultOf, readPatterns } from '../../server/db/gate-regex.ts'
import { checkShape } from '../../server/db/gate-shape.ts'
import { decodeEscapes, tokenise } from '../../server/db/gate-text.ts'

const tokens = (text: string) => tokenise(decodeEscapes(text))
const words = (text: string) => tokens(text).map(({ text }) => text)

describe('a statement is read as Neo4j reads it', () => {
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
  ])('%j', (text, expected) => {
    expect(words(text)).toEqual(expected)
  })

  test('and every token tells where it stands in the text as given', () => {
    const text = "RETURN '\\u0041' AS x"
    const [, , as] = tokens(text)
    expect(text.slice(as?.from, as?.to)).toBe('AS')
    expect(placeAt('a\nbc', 3)).toEqual({ line: 2, column: 2 })
  })

  test('whatever it holds, without a fault of ours', () => {
    const gate = new Gate()
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => {
        try {
          gate.prepare(text, {})
        } catch (error) {
          if (!(error instanceof GateRefusal)) throw error
        }
      }),
    )
  })
})

describe('the shape of a statement', () => {
  const shape = (text: string) => () => checkShape(text, tokens(text))
  const many = (count: number, each: (at: number) => string, between: string) =>
    Array.from({ length: count }, (_, at) => each(at)).join(between)

  test('has few XOR, for each doubles the work of the planner', () => {
    const xor = (operands: number) => shape(`MATCH (n) WHERE ${many(operands, at => `n.a${at}`, ' xOr ')} RETURN 1`)
    expect(xor(9)).not.toThrow()
    expect(xor(10)).toThrow(/more than 8 XOR .*line 1.*Ask in parts/)
  })
  test('has few properties in a row, whatever they are called, and many apart', () => {
    expect(shape(`MATCH (n) WHERE ${many(99, at => `n.p${at} IS NULL`, ' AND ')} RETURN n`)).not.toThrow()
    expect(shape(`RETURN n.${many(50, () => 'a', '.')}`)).not.toThrow()
    for (const name of ['a', '`a`', 'AND', ' /* */ a\n'])
      expect(shape(`RETURN n.${many(51, () => name, '.')}`)).toThrow(/More than 50 properties in a row .*WITH/)
  })
})

describe('the relationships of one MATCH', () => {
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
  ])('are counted, whatever they look like: %s', arrow => {
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
  ])('count together: %s', text => {
    expect(shape(text)).toThrow(/more than 20 relationships/)
  })
  test.each([
    `MATCH ${path(14)} OPTIONAL MATCH ${path(14)} WITH 1 AS a MATCH ${path(14)} RETURN a`,
    `RETURN EXISTS { ${path(14)} } AND EXISTS { ${path(14)} } AS a`,
    `RETURN ${Array.from({ length: 40 }, () => '[(a)--(b) | b.id]').join(', ')}`,
    `RETURN 1${' - (a.x) - (b.x)'.repeat(40)} AS a`,
    `RETURN 1${' - -b.x'.repeat(40)} AS a`,
    `RETURN '${path(40)}' AS a /* ${path(40)} */ // ${path(40)}`,
  ])('count apart, or are none: %s', text => {
    expect(shape(text)).not.toThrow()
  })
})

describe('a pattern', () => {
  test.each([
    '(a+)+',
    '(a|b)*',
    '(a)\\1',
    '.*a.*b.*',
    '(?=a)b',
    'a{1,500}',
    '[a[b]]',
    '\\Qa\\E',
    '(?x)a',
    'a{2,}b+c*',
    `${'(a|a)'.repeat(40)}b`,
    `${'(?:a|a)'.repeat(9)}b`,
    `${'(a|b|c|d|e|f|g|h)'.repeat(8)}x`,
    '.*.*.{0,100}.{0,100}.{0,100}.{0,100}x',
    '.*.*.{0,100}x',
    '.{0,100}.{0,100}.{0,100}.{0,100}',
    `.*.*${'a?'.repeat(8)}`,
  ])('that may backtrack without end is refused: %s', pattern => {
    expect(faultOf(pattern)).toBeDefined()
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
  ])('that cannot is taken: %s', pattern => {
    expect(faultOf(pattern)).toBeUndefined()
  })
  test('is looked at behind every =~, in strings and comments too', () => {
    const read = (text: string) => () => readPatterns(text, decodeEscapes(text))
    expect(read("RETURN n =~ 'a' AND m =~ $p")()).toEqual(['p'])
    expect(read("RETURN n =~ 'a' + 'b'")).toThrow(/no operator may follow/)
    expect(read("RETURN n =~ 'a' || 'b'")).toThrow(/no operator may follow/)
    expect(read('RETURN n =~ $p.x')).toThrow(/no operator may follow/)
    expect(read('RETURN n =~ m.pattern')).toThrow(/literal or a parameter/)
    expect(read("/* =~ */ RETURN 'x'")).toThrow(/literal or a parameter/)
  })
  test('that is a parameter is looked at with each run', () => {
    const gate = new Gate()
    const text = 'MATCH (n) WHERE n.name =~ $p RETURN n'
    expect(() => gate.prepare(text, { p: 'Li.*' })).not.toThrow()
    expect(() => gate.prepare(text, { p: '(a+)+' })).toThrow(
      /The parameter p: the pattern quantifies a group.*CONTAINS/,
    )
  })
})

describe('what one expression can do', () => {
  const refused = (text: string): string | undefined => {
    try {
      const read = tokens(text)
      readLists(text, read, checkLoops(text, read))
      checkGrowth(text, read)
      return undefined
    } catch (error) {
      return String(error)
    }
  }
  test.each([
    'RETURN reduce(s = 0, x IN nodes(p) | s + x.n) AS n',
    'RETURN [x IN $list WHERE x IN n.aliases | toUpper(x)] AS n',
    'RETURN [x IN names WHERE x STARTS WITH $a | x.id] AS n',
    "RETURN a.name + ' ' + b.name + ', ' + c.name AS n",
    "RETURN replace(replace(n.name, ' ', '_'), '.', '') AS n",
    'RETURN [x IN xs | [y IN x | y.id]] AS n',
    'RETURN [x IN range(0, 9) | [y IN range(0, 9) | x * y]] AS n',
    'UNWIND range(1, 10001) AS i WITH collect(i) AS l RETURN [x IN l | x] AS n',
    'UNWIND [1, 2] AS i UNWIND [3, 4] AS j UNWIND $p AS k RETURN COLLECT { MATCH (a) RETURN a } AS n',
    'MATCH (a) WITH collect(a) AS l, {a: 1} AS m RETURN [x IN l | x.id] AS n, any(x IN $p WHERE x = m.a) AS any',
    'MATCH p = (a)--(b) WITH collect(b) AS l, p RETURN [n IN nodes(p) | [(n)--(c) | c.name]] AS n, size(l)',
    `RETURN ${Array.from({ length: 4 }, (_, at) => `[x IN names | x.p${at}] AS a${at}`)}`,
  ])('is bounded, and taken: %s', text => {
    expect(refused(text)).toBeUndefined()
  })
  test.each([
    ["RETURN reduce(s = '', x IN nodes(p) | s + s + x) AS n", /double/],
    ['RETURN reduce(s = 0, x IN names | s + x) AS n', /reduce\(\) takes/],
    ['RETURN [i IN range(1, 9) | $long + i] AS n', /copy a value/],
    ['RETURN [x IN names | toUpper(other)] AS n', /copy a value/],
    [`WITH 'a' AS s ${'WITH s + s AS s '.repeat(12)}RETURN s`, /fill the memory/],
    [`WITH 'a' AS s ${"WITH s + 'x' + s AS s ".repeat(12)}RETURN s`, /fill the memory/],
    ['RETURN size([x IN range(0, 10000) | [y IN range(0, 10000) | x + y]]) AS n', /range\(\) or a parameter/],
    ['RETURN [x IN $p | [y IN $p | y]] AS n', /range\(\) or a parameter/],
    ['RETURN [x IN $p WHERE x IN $q] AS n', /range\(\) or a parameter/],
    ['RETURN all(x IN $p WHERE any(y IN range(0, x) WHERE y = 7)) AS n', /range\(\) or a parameter/],
    [`RETURN ${Array.from({ length: 5 }, (_, at) => `[x IN l | x + ${at}] AS a${at}`)}`, /More than 4 lists/],
    ['RETURN any(a IN l WHERE any(b IN m WHERE a = b)) AS n', /another list/],
    ['UNWIND range(1, 10002) AS i WITH collect(i) AS l RETURN [x IN l | x] AS n', /no memory limit counts/],
    ['UNWIND $p AS i UNWIND $p AS j RETURN COLLECT { MATCH (a) RETURN a } AS n', /no memory limit counts/],
    [
      'UNWIND range(1, 9) AS i WITH {l: collect(i)} AS m RETURN any(a IN m.l WHERE any(b IN m.l WHERE a = b))',
      /another list/,
    ],
    ['MATCH (a) WITH collect(a) AS l RETURN [x IN [l] | [y IN x | y.id]] AS n', /another list/],
    ['MATCH p = (a)--(b) RETURN [n IN nodes(p) | [(n)--(c)--(d) | d]] AS n', /made of rows/],
  ])('is not, and is refused: %s', (text, reason) => {
    expect(refused(text)).toMatch(reason)
  })
})

describe('the gate', () => {
  const operator = (operatorType: string, Details = '') => ({ operatorType, arguments: { Details }, children: [] })

  test('forgets the statement that was used longest ago', async () => {
    const gate = new Gate(2)
    const first = gate.prepare('RETURN 1', {})
    gate.prepare('RETURN 2', {})
    expect(gate.prepare('RETURN 1', {})).toBe(first)
    gate.prepare('RETURN 3', {})
    expect(gate.prepare('RETURN 1', {})).toBe(first)
    gate.prepare('RETURN 4', {})
    gate.prepare('RETURN 5', {})
    expect(gate.prepare('RETURN 1', {})).not.toBe(first)
  })
  test.each([
    'LoadCSV',
    'Create',
    'TransactionForeach',
    'ShowSettings',
    'SomethingNew',
    'NodeUniqueIndexSeek(Locking)',
  ])('refuses a plan with %s, whatever the type of the statement', name => {
    const plan = { ...operator('ProduceResults@neo4j'), children: [operator(`${name}@neo4j`)] }
    expect(() => checkPlan('RETURN 1', [], 'r', plan)).toThrow(/not allowed/)
  })
  test.each([
    '[x IN $a | EXISTS { LOAD CSV FROM "x" AS l RETURN l }] AS a',
    'COUNT { ResolvedCall(dbms.listConfig() :: name) }',
    'COUNT {   CALL db.info()     YIELD name }',
    'string.regexReplace(x, $a, $b)',
  ])('refuses what a plan shows only as text: %s', details => {
    expect(() => checkPlan('RETURN 1', [], 'r', operator('Projection@neo4j', details))).toThrow(/not allowed/)
  })
  test.each([
    "RETURN apoc.text.join(['a'], '')",
    "RETURN `apoc`./* x */text.`join`(['a'], '')",
    "RETURN \\u0061poc.text.join(['a'], '')",
    "RETURN APOC.TEXT.JOIN(['a'], '')",
  ])('refuses a function that Neo4j does not bring: %s', text => {
    const decoded = decodeEscapes(text)
    expect(() => checkNames(text, decoded.text, tokens(text), ['apoc.text.join'])).toThrow(/function .* is not allowed/)
  })
  test.each(['w', 'rw', 's', undefined])('refuses a statement of the type %s', type => {
    expect(() => checkPlan('RETURN 1', [], type, operator('ProduceResults@neo4j'))).toThrow(/Ask only what reads/)
  })
  test('proposes a name that is near, and none that is far', () => {
    expect(nearest('Persn', ['Person', 'Organisation'])).toBe('Person')
    expect(nearest('Xyz', ['Person', 'Organisation'])).toBeUndefined()
  })
})

test('a misspelt keyword is told the one that is meant, and not itself', () => {
  const message = "Invalid input 'RETRN': expected 'MATCH', 'RETURN' or 'WITH' (line 1, column 11 (offset: 10))"
  const error = Object.assign(new Error(message), { code: 'Neo.ClientError.Statement.SyntaxError' })
  expect(syntaxRefusal(error, [], 0)?.message).toMatch(/Did you mean RETURN\?/)
})
