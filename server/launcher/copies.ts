import { createHash } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Env, placeOf, type ServerAddress } from '../lib/env.ts'
import { Neo4jInUse } from './launcher-errors.ts'
import { Lock } from './lock.ts'
import { type Neo4jOptions, type Neo4jServer, openNeo4j } from './open-neo4j.ts'
import { COPY_MEMORY } from './settings.ts'

type CopyServer = ServerAddress & Pick<Neo4jServer, 'killSwitch'>
/** Makes statements run on this server, or on none. Resolves when the previous one is unused. */
type Use = (server: CopyServer | undefined) => Promise<void>

/** Where the copy of the database for ad hoc Cypher is. An incomplete copy is never used. */
export interface Copies {
  /** Uses the latest copy, if there is one and it is not in use already. */
  serve(use: Use): Promise<void>
  /** Whether there is a copy for which `check` is true. */
  has(check: (server: ServerAddress) => Promise<boolean>): Promise<boolean>
  /**
   * Makes a new copy with `fill`, and uses it.
   * @throws {Neo4jInUse} if another process makes one
   * @throws {Neo4jUnavailable}
   */
  refill<T>(fill: (server: ServerAddress) => Promise<T>, use?: Use): Promise<T>
  /** Releases the servers. */
  close(): Promise<void>
}

/** The server at ADHOC_NEO4J_URI, otherwise local ones under the home. */
export const copiesOf = (env: Env, options: Pick<Neo4jOptions, 'env' | 'log'>): Copies =>
  env.adhoc.connection ? new NamedCopy(env.adhoc.connection) : new LocalCopies(env, options)

/** Two local Neo4js: one is in use while the other one is filled, and then they change places. */
class LocalCopies implements Copies {
  readonly #folder: string
  readonly #options: Omit<Neo4jOptions, 'home'>
  #served: { home: string; server: Neo4jServer } | undefined

  constructor({ neo4jHome, launch, adhoc }: Env, { env, log }: Pick<Neo4jOptions, 'env' | 'log'>) {
    this.#folder = join(neo4jHome, 'adhoc')
    this.#options = {
      ...(env && { env }),
      log: line => log(`copy for ad hoc Cypher: ${line}`),
      supervise: true,
      launch: {
        ...launch,
        heap: adhoc.heap ?? COPY_MEMORY.heap,
        pageCache: COPY_MEMORY.pageCache,
        jars: launch.jars ?? join(neo4jHome, 'lib'),
      },
    }
  }

  /** The home of the latest complete copy. */
  get #latest(): string | undefined {
    const file = join(this.#folder, 'latest')
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  }

  set #latest(name: string) {
    const draft = join(this.#folder, 'latest.draft')
    writeFileSync(draft, `${name}\n`, { mode: 0o600 })
    renameSync(draft, join(this.#folder, 'latest'))
  }

  async serve(use: Use): Promise<void> {
    const home = this.#latest
    const before = this.#served
    if (home === undefined || home === before?.home) return
    const server = await openNeo4j({ ...this.#options, home: join(this.#folder, home) })
    this.#served = { home, server }
    await use(server)
    await before?.server.stop()
  }

  async has(check: (server: ServerAddress) => Promise<boolean>): Promise<boolean> {
    return this.#served !== undefined && (await check(this.#served.server))
  }

  async refill<T>(fill: (server: ServerAddress) => Promise<T>, use?: Use): Promise<T> {
    const home = this.#latest === 'a' ? 'b' : 'a'
    const server = await openNeo4j({ ...this.#options, home: join(this.#folder, home), exclusive: true })
    try {
      const filled = await fill(server)
      this.#latest = home
      // Attaches to the same server, which therefore continues to run.
      if (use) await this.serve(use)
      return filled
    } finally {
      await server.stop()
    }
  }

  async close(): Promise<void> {
    await this.#served?.server.stop()
  }
}

/** An existing server, which the app never starts or stops. It is not used while it is filled. */
class NamedCopy implements Copies {
  readonly #server: ServerAddress
  readonly #lock: Lock
  #isLocked = false
  #isComplete = false
  #isServed = false

  constructor(server: ServerAddress) {
    this.#server = server
    const name = createHash('sha256').update(placeOf(server.uri)).digest('hex').slice(0, 12)
    this.#lock = new Lock(join(tmpdir(), `who-left-where-copy-${name}.lock`))
  }

  async serve(use: Use): Promise<void> {
    if (!this.#isComplete || this.#isServed) return
    this.#isServed = true
    await use(this.#server)
  }

  async has(check: (server: ServerAddress) => Promise<boolean>): Promise<boolean> {
    this.#takeLock()
    this.#isComplete = await check(this.#server)
    return this.#isComplete
  }

  async refill<T>(fill: (server: ServerAddress) => Promise<T>, use?: Use): Promise<T> {
    this.#takeLock()
    this.#isComplete = this.#isServed = false
    await use?.(undefined)
    const filled = await fill(this.#server)
    this.#isComplete = true
    if (use) await this.serve(use)
    return filled
  }

  async close(): Promise<void> {
    if (this.#isLocked) this.#lock.release()
  }

  /** @throws {Neo4jInUse} if another process of this machine uses the copy: it must not be emptied meanwhile */
  #takeLock(): void {
    if (this.#isLocked) return
    if (!this.#lock.tryAcquire())
      throw new Neo4jInUse(`Another process uses the copy at ${this.#server.uri}, and refreshes it after each load`)
    this.#isLocked = true
  }
}
