import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Lock } from './lock.ts'
import { isAlive, type ProcessId, thisProcess } from './process-identity.ts'

export type ProviderName = 'docker' | 'java'

/** The running server of this home: what another process needs to attach to it or stop it. */
export interface ServerState {
  how: ProviderName
  uri: string
  version: string
  /** Started by `npm run neo4j -- start`: it keeps running when no process uses it. */
  stays: boolean
  /** It is shutting down: wait until it has ended; do not attach. */
  stopping?: boolean
  /** The Java process; undefined with Docker. */
  process?: ProcessId
}

/** Which provider and version wrote this home's data. The same provider must open them, with the same version or a newer one. */
export interface StoreState {
  how: ProviderName
  /** The version that last wrote the data, by provider. */
  versions: Partial<Record<ProviderName, string>>
  /** The last address of the server. */
  uri: string
}

/** The folder of a local Neo4j (mode 700): data, password, state of the running server, and a lease per process that uses it. */
export class Home {
  readonly lock: Lock
  readonly passwordFile: string
  readonly #leases: string

  constructor(readonly path: string) {
    this.#leases = join(path, 'leases')
    this.passwordFile = join(path, 'password')
    this.lock = new Lock(join(path, 'lock'))
  }

  create(): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 })
    mkdirSync(this.#leases, { recursive: true, mode: 0o700 })
  }

  file(...names: string[]): string {
    return join(this.path, ...names)
  }

  get server(): ServerState | undefined {
    return readJson<ServerState>(this.file('server.json'))
  }

  set server(state: ServerState | undefined) {
    writeJson(this.file('server.json'), state)
  }

  get store(): StoreState | undefined {
    const kept = readJson<StoreState>(this.file('store.json'))
    return kept?.versions ? kept : undefined
  }

  set store(state: StoreState | undefined) {
    writeJson(this.file('store.json'), state)
  }

  /** The password of the user neo4j, or undefined before the first start. */
  get password(): string | undefined {
    return existsSync(this.passwordFile) ? readFileSync(this.passwordFile, 'utf8').trim() : undefined
  }

  /** The password; creates one of 144 random bits, readable only by the owner, if there is none. */
  ensurePassword(): string {
    const kept = this.password
    if (kept) return kept
    // Hexadecimal, because Neo4j's admin tool reads a password that begins with "-" as an option.
    const made = randomBytes(18).toString('hex')
    writeWhole(this.passwordFile, `${made}\n`)
    return made
  }

  /** Records that this process uses the server. Returns the name of the lease. */
  lease(): string {
    const name = `${process.pid}-${randomUUID().slice(0, 8)}`
    writeWhole(join(this.#leases, name), JSON.stringify(thisProcess()))
    return name
  }

  drop(lease: string): void {
    rmSync(join(this.#leases, lease), { force: true })
  }

  holds(lease: string): boolean {
    return existsSync(join(this.#leases, lease))
  }

  /** The running processes that use the server, once per lease. Removes leases of ended processes. */
  users(): ProcessId[] {
    if (!existsSync(this.#leases)) return []
    return readdirSync(this.#leases).flatMap(name => {
      const holder = readJson<ProcessId>(join(this.#leases, name))
      if (holder && isAlive(holder)) return [holder]
      this.drop(name)
      return []
    })
  }
}

/** The previous port of the server, so that its address stays the same if possible. */
export function lastPort({ store }: Home): number[] {
  const port = Number(/\d+$/.exec(store?.uri ?? '')?.[0])
  return port ? [port] : []
}

function readJson<T>(file: string): T | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T
  } catch {
    return undefined
  }
}

function writeJson(file: string, value: unknown): void {
  if (value === undefined) rmSync(file, { force: true })
  else writeWhole(file, `${JSON.stringify(value, null, 2)}\n`)
}

/** Writes to a temporary file and renames it, so that readers see either the old or the new content. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${randomUUID().slice(0, 8)}.draft`
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, file)
}
