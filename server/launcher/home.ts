import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Lock } from './lock.ts'
import { isAlive, type ProcessId, thisProcess } from './process-identity.ts'

export type ProviderName = 'docker' | 'java'

/** The server that runs for this home: what a second process needs to attach to it, and to stop it. */
export interface ServerState {
  how: ProviderName
  uri: string
  version: string
  /** It was started to stay, by `npm run neo4j -- start`, and outlives the processes that use it. */
  stays: boolean
  /** It has been told to end: wait until it is gone, do not attach. */
  stopping?: boolean
  /** The Java process; none by Docker. */
  process?: ProcessId
}

/** What this home's data were made with: they are opened the same way again, and by no older Neo4j. */
export interface StoreState {
  how: ProviderName
  /** The version that last wrote them, for each way gone here. */
  versions: Partial<Record<ProviderName, string>>
  /** Where the server was last to be found. */
  uri: string
}

/**
 * The folder of our own Neo4j (mode 700): its data, its password, the state of the running server, and a lease for each
 * process that uses it.
 */
export class Home {
  readonly lock: Lock
  readonly passwordFile: string
  private readonly leases: string

  constructor(readonly path: string) {
    this.leases = join(path, 'leases')
    this.passwordFile = join(path, 'password')
    this.lock = new Lock(join(path, 'lock'))
  }

  create(): void {
    mkdirSync(this.path, { recursive: true, mode: 0o700 })
    mkdirSync(this.leases, { recursive: true, mode: 0o700 })
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

  /** The password, made now if there is none: 144 random bits, readable by the owner alone. */
  ensurePassword(): string {
    const kept = this.password
    if (kept) return kept
    // Letters and digits alone: Neo4j's admin tool takes a password that begins with "-" for an option.
    const made = randomBytes(18).toString('hex')
    writeWhole(this.passwordFile, `${made}\n`)
    return made
  }

  /** Says that this process uses the server. Returns the lease's name. */
  lease(): string {
    const name = `${process.pid}-${randomUUID().slice(0, 8)}`
    writeWhole(join(this.leases, name), JSON.stringify(thisProcess()))
    return name
  }

  drop(lease: string): void {
    rmSync(join(this.leases, lease), { force: true })
  }

  holds(lease: string): boolean {
    return existsSync(join(this.leases, lease))
  }

  /** The living processes that use the server, a process once for each time it opened it. Leases of dead ones are swept. */
  users(): ProcessId[] {
    if (!existsSync(this.leases)) return []
    return readdirSync(this.leases).flatMap(name => {
      const holder = readJson<ProcessId>(join(this.leases, name))
      if (holder && isAlive(holder)) return [holder]
      this.drop(name)
      return []
    })
  }
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

/** Written beside and renamed, so that a reader sees the old file or the new one, never half of it. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${randomUUID().slice(0, 8)}.draft`
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, file)
}
