import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { HARDENED_SETTINGS } from '../../../server/launcher/settings.ts'
import { testDriver } from '../../setup/database.ts'

const driver = testDriver()
afterAll(() => driver.close())

/** Values that Neo4j prints differently. */
const printed: Record<string, string> = { '256m': '256.00MiB' }

// SHOW SETTINGS leaves internal ones out; what they forbid is tried below.
test.each(Object.entries(HARDENED_SETTINGS).filter(([name]) => !name.startsWith('internal.')))(
  'the setting %s is in force with the value %s',
  async (name, value) => {
    const { records } = await driver.executeQuery('SHOW SETTINGS $name YIELD value', { name })
    expect(records.map(row => row.get('value'))).toEqual([printed[value] ?? value])
  },
)

test('LOAD CSV is refused for an address, and no request reaches that address', async () => {
  const calls: string[] = []
  const server = createServer((request, response) => {
    calls.push(request.url ?? '')
    response.end('a,b')
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const load = driver.executeQuery('LOAD CSV FROM $url AS row RETURN row', { url: `http://127.0.0.1:${port}/x.csv` })
  await expect(load).rejects.toThrow(/block/i)
  server.close()
  expect(calls).toEqual([])
})

test('LOAD CSV cannot read a file of the server', async () => {
  const load = driver.executeQuery('LOAD CSV FROM $url AS row RETURN row', { url: 'file:///conf/neo4j.conf' })
  await expect(load).rejects.toThrow(/allow_csv_import_from_file_urls|configuration/i)
})
