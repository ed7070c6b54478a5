import { pino } from 'pino'
import { inject } from 'vitest'
import { loadSeeds } from '../../seeds/seeds.ts'
import { Adhoc } from '../../server/adhoc/adhoc.ts'
import { buildApp } from '../../server/app.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { readQuestions } from '../../server/db/files.ts'
import { applySchema } from '../../server/db/write.ts'
import { listen } from '../../server/main.ts'
import { builtPages } from '../../server/pages.ts'
import { wipe } from './database.ts'

export interface TestApp {
  /** Ends with a slash. */
  url: string
  driver: Driver
  stop(): Promise<void>
}

/**
 * The server on a free port, over a wiped database; with the seeds, unless `seeds` is false. With `replan`, statements are
 * planned for these data, as a test that looks at a plan needs; to plan all questions takes half a minute.
 */
export async function startApp({ seeds = true, replan = false } = {}): Promise<TestApp> {
  const driver = connect(inject('neo4j'))
  await wipe(driver)
  await applySchema(driver)
  if (seeds) await loadSeeds({ driver })
  if (replan) await driver.executeQuery('CALL db.prepareForReplanning(60)')
  return serve(driver)
}

/** The server over a database as it is; `open` to Cypher of the reader's own, unless told otherwise. */
export async function serve(driver: Driver, { open = true } = {}): Promise<TestApp> {
  const questions = await readQuestions()
  const adhoc = open ? new Adhoc(inject('neo4j'), {}, questions) : undefined
  const app = buildApp({
    driver,
    ...(adhoc ? { adhoc } : {}),
    questions,
    logger: pino({ level: 'silent' }),
    pages: builtPages(),
  })
  const { url, stop } = await listen(app, 0, '127.0.0.1')
  return {
    url,
    driver,
    stop: async () => {
      await stop()
      await adhoc?.close()
      await driver.close()
    },
  }
}
