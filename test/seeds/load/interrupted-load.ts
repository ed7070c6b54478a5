import { once } from 'node:events'
import { inject } from 'vitest'
import { load } from '../../../seeds/load/load.ts'
import { SEEDS } from '../../../seeds/load/shipped-seeds.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { type Connection, connect, type Driver } from '../../../server/db/connect.ts'
import { spawnCommand } from '../../setup/commands.ts'
import { openProxy } from '../../setup/proxy.ts'

// In Bolt, COMMIT is the message of tag 0x12 without fields, framed by its length and an end mark.
const COMMIT = Buffer.from([0x00, 0x02, 0xb0, 0x12, 0x00, 0x00])

/** Loads the sample over a connection that is cut right after the nth COMMIT is sent, and gives the number of COMMITs sent. */
export async function loadCutAtCommit(nth: number): Promise<number> {
  let commits = 0
  const proxy = await openProxy(inject('neo4j').uri, { cut: sent => sent.includes(COMMIT) && ++commits === nth })
  const driver = connect({ ...inject('neo4j'), uri: `bolt://127.0.0.1:${proxy.port}` })
  await load(await readDataset([SEEDS]), { driver })
  await driver.close()
  await proxy.close()
  return commits
}

/** `npm run load` as a process; it ends with its exit code, or null if it was killed. */
export function spawnLoad(argv: string[], neo4j?: Connection, env: NodeJS.ProcessEnv = {}) {
  const child = spawnCommand('load', argv, neo4j, env)
  let err = ''
  child.stdout.resume()
  child.stderr.on('data', text => {
    err += text
  })
  return { child, err: () => err, ended: once(child, 'exit').then(([code]) => code as number | null) }
}

/** The number of nodes with the label. */
export async function count(driver: Driver, label: string): Promise<number> {
  const { records } = await driver.executeQuery('MATCH (n:$($label)) RETURN count(n) AS n', { label })
  return Number(records[0]?.get('n'))
}
