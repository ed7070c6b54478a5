import { inject } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { load } from '../../../seeds/load/load.ts'
import { loadSeeds } from '../../../seeds/load/shipped-seeds.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import { connect } from '../../../server/db/connect.ts'
import { applySchema } from '../../../server/db/write.ts'
import { wipe } from '../../setup/database.ts'

/** A world whose load takes long enough to be disturbed. */
export const WORLD = { people: 6_000, organisations: 60, claims: 12_000 }

/** The digest of the sample and of this folder, loaded undisturbed. */
export async function digestOfBoth(folder: string): Promise<string> {
  const driver = connect(inject('neo4j'))
  try {
    await wipe(driver)
    await applySchema(driver)
    await loadSeeds({ driver })
    await load(await readDataset([folder]), { driver })
    return (await digest({ driver })).sha256
  } finally {
    await wipe(driver)
    await driver.close()
  }
}
