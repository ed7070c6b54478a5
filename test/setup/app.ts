import { access, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { inject, vi } from 'vitest'
import { loadSeeds } from '../../seeds/load/shipped-seeds.ts'
import { Adhoc } from '../../server/adhoc/adhoc-service.ts'
import { buildApp } from '../../server/app.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'
import { applySchema } from '../../server/db/write.ts'
import { builtPages } from '../../server/http/client-pages.ts'
import { listen } from '../../server/main.ts'
import { wipe } from './database.ts'

export interface TestApp {
  /** Ends with a slash. */
  url: string
  driver: Driver
  stop(): Promise<void>
}

/** The server on a free port, over a wiped database; with the seeds, unless `seeds` is false. */
export async function startApp({ seeds = true } = {}): Promise<TestApp> {
  const driver = connect(inject('neo4j'))
  await wipe(driver)
  await applySchema(driver)
  if (seeds) await loadSeeds({ driver })
  return serve(driver)
}

/** The same for tests that write nothing: files that run side by side share the seeds, which the first of them loads. */
export async function startSharedApp(): Promise<TestApp> {
  const folder = join(tmpdir(), 'shared-seeds')
  const loaded = join(folder, 'loaded')
  const isFirst = await mkdir(folder).then(
    () => true,
    () => false,
  )
  if (isFirst) {
    const app = await startApp()
    await writeFile(loaded, '')
    return app
  }
  await vi.waitFor(() => access(loaded), { timeout: 120_000, interval: 50 })
  return serve(connect(inject('neo4j')))
}

/** The server over an unchanged database; `open` enables ad hoc Cypher, the default. */
export async function serve(driver: Driver, { open = true } = {}): Promise<TestApp> {
  const questions = await readQuestions()
  const adhoc = open ? new Adhoc(inject('neo4j')) : undefined
  const app = buildApp({
    driver,
    ...(adhoc ? { adhoc } : {}),
    questions,
    logger: pino({ level: 'silent' }),
    pages: builtPages(),
    checkRows: true,
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
