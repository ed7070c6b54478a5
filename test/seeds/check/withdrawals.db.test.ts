import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { claimId } from '../../../seeds/claims/claim-row.ts'
import { digest } from '../../../seeds/export/digest.ts'
import { type LoadContext, load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld, writeTables } from '../../worlds/small.ts'
import { claim } from '../reconcile/claims.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(async () => {
  await wipe(driver)
  await loadSmallWorld(driver)
})
afterAll(() => driver.close())

const loadRows = async (header: string, rows: string[], effects: Omit<LoadContext, 'driver'> = {}) => {
  const folder = await writeTables({ 'claims.csv': [header, ...rows, ''].join('\n') })
  return (await load(await readDataset([folder]), { driver, ...effects })).summary
}
const sha = async () => (await digest({ driver })).sha256
const HEADER = 'person,organisation,event,on,announced,role,manner,status,source,locator,recorded,withdrawn,replaced_by'
const STANDING = 'ada,mill,left,2015-03-05,2015-02-01,chief,resigned,confirmed,gazette,p. 2'

const claimsOf = async (person: string) => {
  const { records } = await driver.executeQuery(
    'MATCH (c:Claim)-[:OF]->({id: $person}) RETURN c.id AS id, c.event AS event, c.on AS on, c.locator AS locator, toString(c.withdrawn) AS withdrawn ORDER BY event, on, withdrawn',
    { person },
  )
  return records.map(record => record.toObject())
}
const withdrawnOf = async (person: string) => (await claimsOf(person)).filter(({ withdrawn }) => withdrawn !== null)

describe('withdrawals without a matching active claim', () => {
  test.each([
    [
      'a column that identifies the claim',
      'ada,mill,left,2015-03-05,,chief,resigned,confirmed,gazette,p. 2,,2124-05-01,',
      'announced "2015-02-01", not nothing',
    ],
    [
      'a column that describes the claim',
      'ada,mill,left,2015-03-05,2015-02-01,chief,,confirmed,gazette,p. 2,,2124-05-01,',
      'manner "resigned", not nothing',
    ],
    [
      'two columns',
      'ada,mill,left,2015-03-05,2015-02-01,,resigned,confirmed,gazette,,,2124-05-01,',
      'role "chief", not nothing, and locator "p. 2", not nothing',
    ],
  ])(
    'a withdrawal that omits %s is a fault that names the closest claim and the difference',
    async (_what, row, differs) => {
      const before = await sha()
      const [{ id } = { id: '' }] = (await claimsOf('ada')).filter(({ on }) => on === '2015-03-05')
      await expect(loadRows(HEADER, [row])).rejects.toThrow(
        `claims.csv:2: withdrawn: matches no active claim. Closest: ${id}, which has ${differs}. Repeat the columns as they were loaded`,
      )
      expect(await sha()).toBe(before)
    },
  )

  test('a withdrawal without a matching active claim is rejected, and the other rows are loaded', async () => {
    const rows = [
      'ada,mill,left,2015-03-05,,chief,resigned,confirmed,gazette,p. 2,,2124-05-01,',
      'gus,kiln,joined,2020,,,,,herald,,,,',
    ]
    const problems: number[] = []
    const setAside = async (all: { faults: number }) => problems.push(all.faults)
    expect(await loadRows(HEADER, rows, { writeRejects: setAside })).toMatchObject({
      claims: { added: 1 },
      withdrawn: 0,
    })
    expect(problems).toEqual([1])
    expect(await withdrawnOf('ada')).toEqual([])
  })

  test('a withdrawal without a matching active claim is accepted with its recording date, or when no similar claim is active', async () => {
    const rows = [
      'ada,mill,left,2015-03,,chief,resigned,confirmed,gazette,p. 2,2020-01-01,2020-02-01,',
      'gus,kiln,joined,2020,,,,,herald,,,2020-02-01,',
    ]
    expect(await loadRows(HEADER, rows)).toMatchObject({ claims: { added: 2 }, withdrawn: 0 })
  })
})

describe('withdrawals without a recording date', () => {
  const other = () => loadRows('person,organisation,event,on,source', ['gus,kiln,joined,2020,herald'])

  test('loading a withdrawal twice, with another load in between, changes nothing the second time', async () => {
    await driver.executeQuery("MATCH (c:Claim) SET c.recorded = date('2020-01-01')")
    const row = `${STANDING},,2124-05-01,`
    expect(await loadRows(HEADER, [row])).toMatchObject({ withdrawn: 1 })
    await other()
    const before = await sha()
    expect(await loadRows(HEADER, [row])).toMatchObject({ withdrawn: 0, claims: { added: 0, unchanged: 1 } })
    expect(await sha()).toBe(before)
  })

  test('a withdrawal of a wording that the same file replaces is recorded once, even when the file is loaded twice', async () => {
    await driver.executeQuery("MATCH (c:Claim) SET c.recorded = date('2020-01-01')")
    const rows = [`${STANDING},,2124-05-01,`, STANDING.replace('resigned', 'dismissed').concat(',,,')]
    for (const _time of [1, 2]) {
      await loadRows(HEADER, rows)
      await other()
      expect(await withdrawnOf('ada')).toHaveLength(1)
    }
  })
})

describe('replaced_by', () => {
  const row = (by: string) => `${STANDING},,2124-05-01,${by}`

  test('replaced_by is a fault unless it is the id of a claim', async () => {
    await expect(loadRows(HEADER, [row('claim-0')])).rejects.toThrow(
      'claims.csv:2: replaced_by: "claim-0" is not a claim in the files or in the database; give the id of a claim, or leave it empty',
    )
  })

  test('replaced_by accepts any claim in the database', async () => {
    const [{ id } = { id: '' }] = await claimsOf('gus')
    expect(await loadRows(HEADER, [row(id)])).toMatchObject({ withdrawn: 1 })
  })

  test('replaced_by accepts a claim of the same load, even about another person given by name', async () => {
    const other = { ...claim('joined', '2020'), source: 'herald', person: 'gus', organisation: 'kiln' }
    const id = claimId(other)
    expect(await loadRows(HEADER, [row(id), 'Gus,The Kiln,joined,2020,,,,,herald,,,,'])).toMatchObject({ withdrawn: 1 })
    expect(await claimsOf('gus')).toContainEqual(expect.objectContaining({ id }))
  })

  test('replaced_by accepts a claim that has since been withdrawn and so has another id', async () => {
    const [{ id } = { id: '' }] = (await claimsOf('ada')).filter(({ event }) => event === 'joined')
    await driver.executeQuery("MATCH (c:Claim {id: $id}) SET c.id = 'withdrawn-1', c.withdrawn = date('2021-01-01')", {
      id,
    })
    expect(await loadRows(HEADER, [row(id)])).toMatchObject({ withdrawn: 1 })
  })
})
