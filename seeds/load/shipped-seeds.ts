import { join } from 'node:path'
import type { Driver } from '../../server/db/connect.ts'
import { readCypher } from '../../server/db/cypher-files.ts'
import { PROJECT_ROOT } from '../../server/root/project-root.ts'
import { readDataset } from '../read/read-dataset.ts'
import type { Summary } from '../store/summary.ts'
import { type LoadContext, load } from './load.ts'

/** The folder of the sample data set. */
export const SEEDS = join(PROJECT_ROOT, 'seeds/data')

/** Loads the sample. Returns null and changes nothing if the database contains other data. */
export async function loadSeeds(effects: LoadContext): Promise<Summary | null> {
  const data = await readDataset([SEEDS])
  if (!(await isOurs(effects.driver, new Set(data.sources.map(({ id }) => id))))) return null
  return (await load(data, { files: [SEEDS], ...effects })).summary
}

async function isOurs(driver: Driver, seeds: ReadonlySet<string>): Promise<boolean> {
  const { records } = await driver.executeQuery(await readCypher('lookup/database-contents'), {}, { routing: 'READ' })
  const sources: string[] = records[0]?.get('sources') ?? []
  return sources.length > 0 ? sources.every(id => seeds.has(id)) : records[0]?.get('isFilled') === false
}
