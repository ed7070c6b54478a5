import { setTimeout as sleep } from 'node:timers/promises'
import { type Driver, isUnauthorised, isUnreachable, UNAUTHORISED } from './db/connect.ts'
import { isReadOnly, isReadOnlyError } from './db/read-only.ts'
import { readRestoreState, unfinishedRestore } from './db/restore-state.ts'
import { applySchema, missingSchema } from './db/write.ts'
import { Neo4jUnavailable } from './launcher/open-neo4j.ts'
import type { OutdatedPeople } from './lib/outdated-people.ts'

/** The part of the loader that prepares a database. */
export interface PreparingLoader {
  /** Loads the sample into an empty database. Returns null, and changes nothing, if the database holds other data. */
  loadSample(options: { driver: Driver }): Promise<{ claims: { added: number; unchanged: number } } | null>
  /** Returns null if everything is up to date. */
  readOutdated(driver: Driver): Promise<OutdatedPeople | null>
  /** Works out the events and tenures of these people again. */
  reconcileAgain(options: {
    driver: Driver
    outdated: OutdatedPeople
    progress: (done: number, total: number) => void
  }): Promise<unknown>
}

/** The app cannot start. The message says why, and what to do. */
export class StartError extends Error {
  override name = 'StartError'
}

interface Preparation {
  print: (line: string) => void
  loader: PreparingLoader
  signal: AbortSignal
  /** Called when the database does not answer. */
  onDown: () => void
}

const RETRY_MS = 2_000
const PROGRESS_MS = 3_000

/**
 * Applies the schema, loads the sample into an empty database, and reconciles again what another version has reconciled: its dates may be wrong. Retries
 * until the database answers.
 * @throws {StartError}
 */
export async function prepareDatabase(driver: Driver, { print, loader, signal, onDown }: Preparation): Promise<void> {
  for (let isReported = false; !signal.aborted; isReported = true) {
    try {
      const { file } = await readRestoreState(driver)
      if (file !== null) throw new StartError(unfinishedRestore(file))
      if (await isReadOnly(driver)) return await accept(driver, loader, print)
      await applySchema(driver)
      const summary = await loader.loadSample({ driver })
      if (summary) return print(`sample: ${summary.claims.added} claims added, ${summary.claims.unchanged} unchanged`)
      print('the database already holds data; the sample was not loaded')
      return await bringUpToDate(driver, loader, print)
    } catch (error) {
      if (isUnauthorised(error)) throw new StartError(UNAUTHORISED)
      // The existing data can be served, although no load may add to them.
      if (error instanceof Neo4jUnavailable) return print(error.message)
      if (isReadOnlyError(error)) return accept(driver, loader, print)
      if (!isUnreachable(error)) throw error
      if (!isReported) print('Neo4j does not answer yet; the app starts anyway and keeps trying')
      onDown()
      await sleep(RETRY_MS, undefined, { signal }).catch(() => {})
    }
  }
}

async function bringUpToDate(driver: Driver, loader: PreparingLoader, print: (line: string) => void): Promise<void> {
  const outdated = await loader.readOutdated(driver)
  if (!outdated) return
  if (outdated.byOtherRules > 0)
    print(
      `another version reconciled ${people(outdated.byOtherRules)}; reconciling them again before anything is shown`,
    )
  let next = Date.now() + PROGRESS_MS
  const progress = (done: number, total: number) => {
    if (Date.now() < next) return
    next = Date.now() + PROGRESS_MS
    print(`reconciling ${done} of ${people(total)}`)
  }
  await loader.reconcileAgain({ driver, outdated, progress })
  print(`reconciled ${people(outdated.byOtherRules + outdated.due)} again`)
}

/**
 * Serves a database that cannot be written, if nothing has to be written.
 * @throws {StartError}
 */
async function accept(driver: Driver, loader: PreparingLoader, print: (line: string) => void): Promise<void> {
  const missing = await missingSchema(driver)
  if (missing.length > 0)
    throw new StartError(
      `The database is read-only and lacks ${missing.map(({ name }) => name).join(', ')}. Start the app once over a server that accepts writes, or load data there.`,
    )
  const outdated = await loader.readOutdated(driver)
  if (outdated && outdated.byOtherRules > 0)
    throw new StartError(
      `The database is read-only, and another version reconciled ${people(outdated.byOtherRules)}, so dates and orders may be wrong. Run npm run load -- --reconcile with a server that accepts writes in NEO4J_URI.`,
    )
  print('the database is read-only; nothing was loaded')
  if (outdated)
    print(
      `${people(outdated.due)} with announced events whose day has come are shown as of the last load. Run npm run load -- --reconcile with a server that accepts writes.`,
    )
}

export const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)
