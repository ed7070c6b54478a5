import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { readEnv } from '../lib/env.ts'
import { compose } from './docker-provider.ts'
import { Home, type ServerState } from './home.ts'
import { Neo4jInUse } from './launcher-errors.ts'
import { type Neo4jOptions, openNeo4j, PROVIDERS, stopServer } from './open-neo4j.ts'
import { ping } from './ping.ts'
import { isAlive } from './process-identity.ts'
import { NEO4J_USER, type ProviderContext } from './provider.ts'

/**
 * Starts the server unless it runs already, and leaves it running.
 * @throws {Neo4jUnavailable}
 */
export async function start(options: Neo4jOptions): Promise<void> {
  if (options.connection) return reportExternal(options)
  const { uri, how } = await openNeo4j({ ...options, stay: true })
  const { passwordFile } = new Home(options.home)
  options.log(
    `Neo4j runs at ${uri} (${how}), user ${NEO4J_USER}, password in ${passwordFile}. Stop it with: npm run neo4j -- stop`,
  )
}

/**
 * Stops the server.
 * @throws {Neo4jInUse} if other processes use it, unless `force` is set
 */
export async function stop(options: Neo4jOptions, force: boolean): Promise<void> {
  if (options.connection) return reportExternal(options)
  const { log } = options
  const home = new Home(options.home)
  if (!existsSync(home.path)) return log(`Neo4j is not running (home ${home.path})`)
  await home.lock.acquire(holder => log(`another process (pid ${holder.pid}) is starting or stopping Neo4j, waiting…`))
  try {
    const state = home.server
    if (!state) return log(`Neo4j is not running (home ${home.path})`)
    const pids = userPids(home)
    if (pids.length > 0 && !force) {
      throw new Neo4jInUse(`Neo4j is in use by ${processes(pids)}: stop it first, or add --force`)
    }
    await stopServer(state, contextOf(options, home))
    log('Neo4j has stopped')
  } finally {
    home.lock.release()
  }
}

/** Prints the state of the server, without the password. */
export async function status(options: Neo4jOptions): Promise<void> {
  if (options.connection) return reportExternal(options)
  const { log } = options
  const home = new Home(options.home)
  const state = home.server
  const password = home.password
  if (!state || (state.process && !isAlive(state.process))) {
    log(`Neo4j is not running (home ${home.path})`)
    if (home.store) {
      const { how, versions } = home.store
      log(`data: ${await dataSize(how, contextOf(options, home))}, written by Neo4j ${versions[how]} (${how})`)
    }
    return
  }
  const { answers, reason } = await ping({ uri: state.uri, user: NEO4J_USER, password: password ?? '' })
  const pids = userPids(home)
  log(`Neo4j ${state.version} ${answers ? 'answers' : `does not answer (${reason})`}`)
  log(`provider: ${state.how}${state.stays ? ', keeps running' : ', stops with its last user'}`)
  log(`address:  ${state.uri}`)
  log(`user:     ${NEO4J_USER}, password in ${home.passwordFile}`)
  if (state.process) log(`pid:      ${state.process.pid}`)
  log(`home:     ${home.path}`)
  log(`data:     ${await dataSize(state.how, contextOf(options, home))}`)
  log(`used by:  ${pids.length ? processes(pids) : 'no process'}`)
}

function reportExternal({ connection, log }: Neo4jOptions): void {
  log(
    `NEO4J_URI is set to ${connection?.uri}: the app never starts or stops that server. Unset NEO4J_URI to use a local one.`,
  )
}

const contextOf = (options: Neo4jOptions, home: Home): ProviderContext => {
  const env = options.env ?? process.env
  const launch = options.launch ?? readEnv(env).launch
  return { home, env, launch, log: options.log, providers: options.providers ?? PROVIDERS }
}

const userPids = (home: Home) => [...new Set(home.users().map(({ pid }) => pid))]

const processes = (pids: number[]) => `${pids.length === 1 ? 'process' : 'processes'} ${pids.join(', ')}`

async function dataSize(how: ServerState['how'], context: ProviderContext): Promise<string> {
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`
  if (how === 'java') return megabytes(await sizeOf(context.home.file('data')))
  const { code, output } = await compose(context, ['exec', '--no-TTY', 'neo4j', 'du', '-sb', '/data'])
  return code === 0 ? `${megabytes(Number.parseInt(output, 10))} in Docker's volume` : "in Docker's volume"
}

/** Bytes under a folder; files that disappear in the meantime count as 0. */
async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter(entry => entry.isFile())
  const sizes = await Promise.all(
    files.map(file =>
      stat(join(file.parentPath, file.name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
