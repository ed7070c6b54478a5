import { readdir } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { readCypher } from '../../../server/db/cypher-files.ts'
import { toWire } from '../../../server/db/values.ts'
import { applySchema } from '../../../server/db/write.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld, smallTable, writeTables } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const shuffled = (name: Parameters<typeof smallTable>[0]) => {
  const [header, ...rows] = smallTable(name).trimEnd().split('\n')
  return [header, ...rows.reverse().sort((a, b) => a.length - b.length), ''].join('\n')
}

/** Every property of every thing, by the thing's element id. */
async function properties(): Promise<{ element: string; key: string }[]> {
  const { records } = await driver.executeQuery(`
    MATCH (n:!Load&!LoadBatch) UNWIND keys(n) AS key RETURN elementId(n) AS element, key
    UNION ALL MATCH ()-[r]->() UNWIND keys(r) AS key
    // Only the names of a description, because the entity has its other values.
    WITH r, key WHERE NOT r:DESCRIBED_BY OR key IN ['name', 'title', 'aliases']
    RETURN elementId(r) AS element, key`)
  return records.map(record => record.toObject() as { element: string; key: string })
}

/** Changes one property a little, keeping its type, and gives back what undoes it. */
async function change(element: string, key: string): Promise<() => Promise<unknown>> {
  const find =
    'OPTIONAL MATCH (n) WHERE elementId(n) = $element OPTIONAL MATCH ()-[r]->() WHERE elementId(r) = $element'
  const found = await driver.executeQuery(`${find} RETURN coalesce(n, r)[$key] AS value`, { element, key })
  const old: unknown = found.records[0]?.get('value')
  const set = (value: unknown) =>
    driver.executeQuery(
      `${find} FOREACH (x IN CASE WHEN n IS NULL THEN [] ELSE [n] END | SET x += $change)
       FOREACH (x IN CASE WHEN r IS NULL THEN [] ELSE [r] END | SET x += $change)`,
      { element, change: { [key]: value } },
    )
  if (typeof old === 'string') await set(`${old}x`)
  else if (typeof old === 'boolean') await set(!old)
  else if (Array.isArray(old)) await set([...old, 'x'])
  else await set(null)
  return () => set(old)
}

describe('the digest', () => {
  test('the digest counts what a load writes', async () => {
    await loadSmallWorld(driver)
    expect(await digest({ driver })).toMatchObject({ people: 9, organisations: 4, sources: 2, partOf: 1, claims: 15 })
  })

  test('the digest is the same after a load in another order into a database that was filled and emptied before', async () => {
    await loadSmallWorld(driver)
    const first = await digest({ driver })
    await wipe(driver)
    await driver.executeQuery(
      'UNWIND range(1, 50) AS n CREATE (:Person {id: toString(n)})-[:JOINED {id: "x" + n}]->(:Organisation)',
    )
    await wipe(driver)
    const tables = ['people.csv', 'organisations.csv', 'sources.csv', 'claims.csv'] as const
    const files = Object.fromEntries(tables.map(name => [name, shuffled(name)]))
    await load(await readDataset([await writeTables(files)]), { driver })
    expect(await digest({ driver })).toEqual(first)
  })

  test('the digest changes with any property of any node or relationship, except the loader’s own bookkeeping', async () => {
    await loadSmallWorld(driver)
    const { sha256 } = await digest({ driver })
    const all = await properties()
    const choice = fc.integer({ min: 0, max: all.length - 1 })
    await fc.assert(
      fc.asyncProperty(choice, async at => {
        const { element, key } = all[at] ?? { element: '', key: '' }
        const undo = await change(element, key)
        const changed = await digest({ driver })
        await undo()
        expect(changed.sha256 === sha256, key).toBe(['recorded', 'settled', 'load', 'searchForms'].includes(key))
        expect((await digest({ driver })).sha256).toBe(sha256)
      }),
      { numRuns: 60 },
    )
  })

  test.each([
    ['a deleted edge', "MATCH (:Person {id: 'ada'})-[r:LEFT]->() DELETE r"],
    [
      'an edge that points to another node',
      "MATCH (c:Claim)-[r:AT]->({id: 'forge'}), (k {id: 'kiln'}) DELETE r CREATE (c)-[:AT]->(k)",
    ],
    ['a duplicated edge', 'MATCH (c:Claim)-[:OF]->(p) WITH c, p LIMIT 1 CREATE (c)-[:OF]->(p)'],
    ['an added label', "MATCH (n {id: 'ada'}) SET n:Organisation"],
    ['an edge of an unknown type', "MATCH (a {id: 'li-wei-1'}), (b {id: 'li-wei-2'}) CREATE (a)-[:KNOWS]->(b)"],
    [
      'a date that became text',
      'MATCH (n:Claim) WHERE n.earliest IS NOT NULL WITH n LIMIT 1 SET n.earliest = toString(n.earliest)',
    ],
    ['a number that became text', "MATCH (n {id: 'ada'}) SET n.note = '1'"],
  ])('the digest changes for %s', async (_, cypher) => {
    await loadSmallWorld(driver)
    await driver.executeQuery("MATCH (n {id: 'ada'}) SET n.note = 1")
    const before = await digest({ driver })
    await driver.executeQuery(cypher)
    expect((await digest({ driver })).sha256).not.toBe(before.sha256)
  })

  test('the digest of more than one page of data is the same in any order of insertion', async () => {
    const fill = async (from: number, step: number) => {
      await wipe(driver)
      await applySchema(driver)
      await driver.executeQuery(
        `UNWIND range(0, 4999) AS at WITH $from + $step * at AS n
        MERGE (o:Organisation {id: 'o' + (n % 7)}) CREATE (:Person {id: 'p' + n})-[:JOINED {id: 'j' + n}]->(o)`,
        { from, step },
      )
      return digest({ driver })
    }
    const upwards = await fill(0, 1)
    expect(upwards).toMatchObject({ people: 5000, organisations: 7, joined: 5000 })
    expect(await fill(4999, -1)).toEqual(upwards)
  })

  test('the digest can be interrupted', async () => {
    await loadSmallWorld(driver)
    await expect(digest({ driver, signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough')
  })
})

describe('paged reads', async () => {
  // Merges are few and have no ids.
  const paged = (await readdir('cypher/lookup')).filter(name =>
    /^(digest|export|layout)-(?!totals|unknown-edges|same-as|deleted|cleared)/.test(name),
  )

  test.each(paged)('every page of %s is found by an index in its order, without a sort', async name => {
    await applySchema(driver)
    await driver.executeQuery(`UNWIND range(0, 999) AS n
      CREATE (p:Person {id: 'p' + n}), (o:Organisation {id: 'o' + n}), (s:Source {id: 's' + n}), (c:Claim {id: 'c' + n}),
             (c)-[:OF]->(p), (c)-[:AT]->(o), (c)-[:FROM]->(s), (o)-[:PART_OF {id: 'w' + n}]->(o),
             (p)-[:JOINED {id: 'j' + n}]->(o), (p)-[:LEFT {id: 'l' + n}]->(o), (p)-[:WAS_AT {id: 't' + n}]->(o)`)
    await driver.executeQuery('CALL db.prepareForReplanning()')
    const cypher = await readCypher(`lookup/${name.replace('.cypher', '')}`)
    const { summary } = await driver.executeQuery(`EXPLAIN ${cypher}`, { after: '', limit: 10n })
    const plan = JSON.stringify(toWire(summary.plan))
    expect(plan).toMatch(/IndexSeekByRange/)
    expect(plan).not.toMatch(/"(Top|NodeByLabelScan|DirectedRelationshipTypeScan)/)
  })
})
