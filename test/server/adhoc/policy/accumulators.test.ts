import { expect, test } from 'vitest'
import { checkAccumulators } from '../../../../server/adhoc/policy/accumulators.ts'
import { decodeEscapes, tokenise } from '../../../../server/adhoc/policy/policy-text.ts'
import { readQuestions } from '../../../../server/db/cypher-files.ts'

const check = (text: string) => () => checkAccumulators(text, tokenise(decodeEscapes(text)))

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
  'reduce(s = {}, i IN l | {a: s})',
  'reduce(s = {}, i IN l | s {a: s})',
  'reduce(s = {}, i IN l | s {.*, a: s})',
  'reduce(s = {}, i IN l | {a: {b: s.a}})',
  'reduce(s = {}, i IN l | {a: [s.a]})',
  'reduce(s = [], i IN l | [s])',
  'reduce(s = [], i IN l | [s, i])',
  'reduce(s = [], i IN l | [i, s])',
  'reduce(s = [], i IN l | s + [s])',
  'reduce(s = [], i IN l | [[s[0]]])',
  'reduce(s = [], i IN l | [x IN s | [x]])',
  'reduce(s = [], i IN l | [x IN [i] | s])',
  'reduce(s = [], i IN l | [x IN [s] | x])',
  'reduce(s = [], i IN l | COLLECT { RETURN s })',
  'reduce(s = [], i IN l | coalesce([s], s))',
  'reduce(s = [], i IN l | CASE WHEN true THEN [s] ELSE s END)',
  'reduce(s = [], i IN l | ([s]))',
  'reduce(s = [], i IN l | reduce(t = s, j IN l | [t]))',
  'reduce(s = [], i IN l | reduce(t = [], j IN l | [s]))',
  'reduce(s = [], i IN l | s + {prev: last(s)})',
  'reduce(s = {}, i IN l | {a: s.b, b: [s.a]})',
  "reduce(case = 'a', i IN l | case + case)",
])('a reduce() that could double or nest its accumulator at each element is refused: %s', expression => {
  expect(check(`MATCH (a) WITH a, collect(a.x) AS l RETURN ${expression} AS n`)).toThrow(
    /reduce\(\) (could .* at each element|has a keyword, case, as its name) \(line 1, column \d+\)\. Use the accumulator once/,
  )
})

test.each([
  'reduce(s = [0, 1], i IN range(1, 9) | [s[0] + 1, s[0] + s[1]])',
  'reduce(s = {n: 0, sum: 0.0}, i IN range(1, 9) | {n: s.n + 1, sum: s.sum + s.n * i})',
  'reduce(s = 0, i IN l | CASE WHEN i > s THEN s + 1 ELSE s - 1 END)',
  "reduce(s = '', i IN l | s + i)",
  "reduce(s = '', i IN l | CASE WHEN s = '' THEN i ELSE s + ', ' + i END)",
  'reduce(m = null, i IN l | CASE WHEN m IS NULL OR i > m THEN i ELSE m END)',
  'reduce(m = m0, i IN l | reduce(n = m, j IN l | CASE WHEN j > n THEN j ELSE n END))',
  'reduce(acc = {t: 0, out: []}, x IN xs | {t: acc.t + x, out: acc.out + [acc.t + x]})',
  'reduce(acc = {t: 0, out: []}, x IN xs | {t: acc.t + x, out: acc.out + (acc.t + x)})',
  'reduce(acc = [], x IN xs | acc + [acc[-1] + x])',
  'reduce(acc = [], x IN xs | acc + (last(acc) + x))',
  'reduce(acc = [], x IN xs | acc + [coalesce(last(acc), 0) + x])',
  'reduce(acc = [], x IN xs | acc + [{x: x, n: size(acc)}])',
  'reduce(acc = [], x IN xs | acc + {x: x, t: coalesce(last(acc).t, 0) + x})',
  'reduce(s = [], x IN xs | s + [y IN x WHERE NOT y IN s])',
  'reduce(s = [], x IN xs | CASE WHEN x IN s THEN s ELSE s + x END)',
  'reduce(s = [], x IN xs | [y IN s WHERE y <> x] + [x])',
  'reduce(s = [], x IN xs | [y IN s | y + 1])',
  "reduce(s = '', n IN names | s + CASE WHEN s = '' THEN '' ELSE ' -> ' END + n)",
  "reduce(s = n.name, x IN [' Inc', ' Ltd'] | replace(s, x, ''))",
  "reduce(s = '', x IN names | CASE s WHEN '' THEN x WHEN 'a' THEN s ELSE s + ', ' + x END)",
  'reduce(acc = {open: null, out: []}, x IN xs | CASE WHEN acc.open IS NULL THEN {open: x, out: acc.out} WHEN x.from <= acc.open.to THEN {open: {from: acc.open.from, to: x.to}, out: acc.out} ELSE {open: x, out: acc.out + [acc.open]} END)',
  'reduce(least = null, b IN [1, 2] | reduce(least = least, e IN ends | CASE WHEN least <= e THEN least ELSE e END))',
  'reduce(acc = {}, x IN xs | acc {.*, n: acc.n + 1})',
  'reduce(acc = [0, null], s IN sure | [acc[0] + CASE WHEN s.to <= acc[1] THEN 0 WHEN s.from < acc[1] THEN s.to - acc[1] ELSE s.to - s.from END, CASE WHEN s.to <= acc[1] THEN acc[1] ELSE s.to END])',
  'reduce(acc = [1.0, 0.0], i IN range(k, m) | [acc[0] * (k + b - i) / (i + 1.0) / m, acc[1] + acc[0]])',
  'reduce(best = {n: 0}, x IN xs | CASE WHEN x.n > best.n THEN {n: x.n, id: x.id} ELSE best END)',
  'reduce(s = {min: null, max: null}, x IN xs | {min: CASE WHEN s.min < x THEN s.min ELSE x END, max: CASE WHEN s.max > x THEN s.max ELSE x END, n: coalesce(s.n, 0) + 1})',
  'reduce(d = date(), x IN xs | d + duration({days: x}))',
  "reduce(s = '', x IN xs | s + left(x, 1) + '.')",
  'reduce(s = 0, x IN xs | s * 31 + x)',
  'reduce(s = [], x IN xs | s + [x, size(s)])',
  'reduce(s = [], x IN xs | s + x',
])('a reduce() that adds to its accumulator, or picks from it, is accepted: %s', expression => {
  expect(check(`MATCH (a) WITH a, collect(a.x) AS l RETURN ${expression} AS n`)).not.toThrow()
})

test('no named question has a reduce() that is refused', async () => {
  for (const { cypher } of (await readQuestions()).values()) expect(check(cypher)).not.toThrow()
})

test('a reduce() may be nested 8 deep, and many may stand side by side', () => {
  const nested = (count: number) =>
    Array.from({ length: count }).reduce<string>(
      (inner, _, at) => `reduce(a${at} = 0, x IN l | a${at} + ${inner})`,
      '1',
    )
  expect(check(`MATCH (n) WITH collect(n.x) AS l RETURN ${nested(8)} + ${nested(8)} AS n`)).not.toThrow()
  expect(check(`MATCH (n) WITH collect(n.x) AS l RETURN ${nested(9)} AS n`)).toThrow(/nested more than 8 deep/)
})

test.each([
  `RETURN reduce(s = {}, i IN l | {${Array.from({ length: 700 }, (_, at) => `a${at}: s.b${at} + s.a${at}`)}}) AS n`,
  `RETURN reduce(s = 0, i IN l | ${Array.from({ length: 95 }).reduce<string>(inner => `CASE WHEN i > 1 THEN ${inner} ELSE s END`, 's')}) AS n`,
  `RETURN ${Array(90).fill('reduce(s = 0, i IN l | s + i)').join(', ')} AS n`,
])('the check of a long reduce() takes no time that doubles with each part: %#', text => {
  expect(check(text)).not.toThrow()
})
