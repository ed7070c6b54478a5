import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { load } from '../../../../seeds/load/load.ts'
import { readDataset } from '../../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../../server/db/connect.ts'
import { applySchema } from '../../../../server/db/write.ts'
import { wipe } from '../../../setup/database.ts'
import { bigWorld } from '../../../worlds/big.ts'
import { digestStore, readCases, side, withPolicy } from './harness.ts'

/** What a reader of 24,000 claims may well ask, and an estimate of rows, lists or texts would make look dangerous. */
const ORDINARY = [
  "MATCH (p:Person)-[:WAS_AT]->(o) WITH p, collect(o.name) AS orgs RETURN p.name, reduce(s = '', x IN orgs | s + ', ' + x) AS path",
  "MATCH (o:Organisation)<-[l:LEFT]-(p) WITH o, date.truncate('month', l.earliest) AS m, count(*) AS n ORDER BY m WITH o, collect({m: m, n: n}) AS series RETURN o.name, [i IN range(0, size(series) - 1) | {m: series[i].m, cum: reduce(t = 0, s IN series[0..i + 1] | t + s.n)}] AS cumulative",
  'MATCH (o:Organisation)<-[:WAS_AT]-(p) WITH o, collect(p.name) AS names WITH collect({o: o.name, names: names}) AS all RETURN [x IN all | [n IN x.names | [x.o, n]]] AS lists',
  'MATCH (p:Person)-[w:WAS_AT]->(o) WITH p, collect({o: o.name, roles: w.roles}) AS stays WITH p.name AS name, stays RETURN collect({name: name, stays: stays}) AS people',
  'MATCH path = (o:Organisation)<-[:WAS_AT]-(p:Person)-[:WAS_AT]->(q) WITH o, collect(path)[..50] AS paths RETURN o.name, reduce(n = 0, x IN paths | n + length(x)) AS steps, reduce(ids = [], x IN paths | ids + [n IN nodes(x) | n.id]) AS ids',
  'MATCH (o:Organisation)<-[:LEFT]-(p) WITH o, count(p) AS n ORDER BY n DESC WITH collect({o: o.name, n: n}) AS all RETURN reduce(acc = {sum: 0, list: []}, x IN all | {sum: acc.sum + x.n, list: acc.list + [acc.sum + x.n]}) AS running',
  "MATCH (p:Person) WITH collect(p.name) AS names RETURN size(reduce(s = '', x IN names | CASE WHEN s = '' THEN x ELSE s + '; ' + x END)) AS length",
  'MATCH (p:Person) WITH collect(p.id) AS a MATCH (q:Person)-[:LEFT]->() WITH a, collect(DISTINCT q.id) AS b RETURN size([x IN a WHERE NOT x IN b]) AS never, size([x IN b WHERE x IN a]) AS left',
  'MATCH (p:Person)-[l:LEFT]->() WITH min(l.earliest.year) AS a, max(l.latest.year) AS b, collect(l.earliest.year) AS years RETURN [y IN range(a, b) | {year: y, n: size([x IN years WHERE x = y])}] AS histogram',
  "MATCH (n) WHERE n.name =~ '(?i)[a-z]+( [a-z]+)* \\\\d{1,3}(-\\\\d{2}){0,2}' RETURN count(n) AS n",
]

let driver: Driver
let folder: string
beforeAll(async () => {
  driver = connect(inject('neo4j'))
  folder = await bigWorld({ people: 6_000, organisations: 200, claims: 24_000 })
  await wipe(driver)
  await applySchema(driver)
  await load(await readDataset([folder]), { driver })
})
afterAll(async () => {
  await wipe(driver)
  await driver.close()
  await rm(folder, { recursive: true })
})

test('every ordinary statement is answered in a world of 24,000 claims, which it does not change', {
  timeout: 600_000,
}, async () => {
  await digestStore(driver)
  const before = await digestStore(driver)
  const run = withPolicy(driver, 'READ')
  for (const cypher of ORDINARY)
    expect([cypher, await run({ cypher, expect: 'accept' })]).toMatchObject([cypher, { kind: 'ran', updates: false }])
  // Those for a small world may well take too long in a large one, so it only decides whether they may run.
  const others = readCases(9).filter(
    ({ expect, cypher }) => expect === 'accept' && /^(MATCH|OPTIONAL|WITH|UNWIND|CALL|RETURN) /.test(cypher),
  )
  const refused: string[] = []
  await side(others, 2, async one => {
    const outcome = await run({ ...one, cypher: `EXPLAIN ${one.cypher}` })
    if (outcome.kind === 'refused') refused.push(`${outcome.error.message}: ${one.cypher}`)
  })
  expect(others.length).toBeGreaterThan(80)
  expect(refused).toEqual([])
  expect(await digestStore(driver)).toBe(before)
})
