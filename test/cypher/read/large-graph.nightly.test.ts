import { rm } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { load } from '../../../seeds/load/load.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { type Question, readQuestions } from '../../../server/db/cypher-files.ts'
import { toCypher } from '../../../server/db/values.ts'
import { askAbout } from '../../setup/asking.ts'
import { bigWorld } from '../../worlds/big.ts'

/** The overview used to run out of memory from here on. */
const WORLD = { people: 35_000, organisations: 2_000, claims: 370_000 }

const MINUTES = 900_000
vi.setConfig({ hookTimeout: MINUTES, testTimeout: MINUTES })

const { ask, query } = askAbout(async driver => {
  const folder = await bigWorld(WORLD)
  await load(await readDataset([folder]), { driver })
  await rm(folder, { recursive: true })
})
const numberFrom = async (cypher: string) => Number((await query(cypher)).records[0]?.get('count'))

test('the overview of a large graph has its largest organisation first, and reports the number of connections', async () => {
  const people = 'CALL (o) { MATCH (o)<-[:JOINED|LEFT|WAS_AT]-(p:Person) RETURN count(DISTINCT p) AS people }'
  const connected = await numberFrom(`MATCH (o:Organisation) ${people} RETURN sum(people) AS count`)
  const alone = await numberFrom(
    'MATCH (n:Person|Organisation) WHERE NOT EXISTS { (n)-[:JOINED|LEFT|WAS_AT]-() } RETURN count(*) AS count',
  )
  const { records } = await query(`MATCH (o:Organisation) ${people}
    RETURN o.id AS id, people ORDER BY COUNT { (o)--() } DESC, o.id LIMIT 1`)
  const [largest, size] = [records[0]?.get('id'), Number(records[0]?.get('people'))]
  for (const limit of [1, 2_000, 20_000]) {
    const { rows, total, truncated } = await ask('overview', { limit })
    expect([rows.length, total, truncated]).toEqual([limit, connected + alone, true])
    const targets = rows.map(({ target }) => (target as { properties: { id: string } }).properties.id)
    expect(targets.filter(id => id === largest)).toHaveLength(Math.min(limit, size))
    expect(targets[0]).toBe(largest)
  }
})

test('every question about the whole of a large graph stays within the memory of a transaction', async () => {
  const failed: string[] = []
  for (const question of (await readQuestions()).values()) {
    const params = wholeOf(question)
    if (params === null) continue
    try {
      await query(question.cypher, toCypher(params))
    } catch (error) {
      failed.push(`${question.name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  expect(failed).toEqual([])
})

/** The parameters of the example without its entities; null where the question needs one. */
function wholeOf({ params, example, entities = {} }: Question): Record<string, unknown> | null {
  const given = Object.fromEntries(Object.entries(example).filter(([name]) => !(name in entities)))
  return params.safeParse(given).data ?? null
}
