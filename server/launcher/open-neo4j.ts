import { type LaunchOptions, readEnv } from '../lib/env.ts'
import { dockerProvider } from './docker-provider.ts'
import { Home, type ProviderName, type ServerState } from './home.ts'
import { guardShutdown } from './interrupt.ts'
import { javaProvider } from './java-provider.ts'
import { Neo4jInUse, Neo4jUnavailable, ProviderUnavailable } from './launcher-errors.ts'
import { NEO4J_USER, type Provider, type ProviderContext } from './provider.ts'
import { type Supervisor, type SupervisorTimes, supervise } from './supervise.ts'

export { Neo4jInUse, Neo4jUnavailable } from './launcher-errors.ts'

export interface Neo4jServer {
  uri: string
  user: string
  password: string
  how: 'uri' | 'docker' | 'java'
  /**
   * Only for a local server that is supervised: remembers its process. The returned function ends that process at once, and no later
   * one; supervision restarts it at the same address.
   */
  killSwitch?: () => () => Promise<void>
  /** Releases the server. A local one stops with its last user, unless `stay` was set. */
  stop(): Promise<void>
}

export interface Neo4jOptions {
  /** The folder of the local Neo4j, an absolute path. */
  home: string
  /** An existing server (NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD). The app never starts or stops it. */
  connection?: { uri: string; user: string; password: string }
  /** Receives progress messages, one line each. */
  log: (line: string) => void
  /** The environment of the programs that are run; by default that of this process. */
  env?: NodeJS.ProcessEnv
  /** How to start Neo4j; by default read from `env`. */
  launch?: LaunchOptions
  /** Throw Neo4jInUse if another process uses the home: for tests, which wipe their database. */
  exclusive?: boolean
  /** Keep it running until `npm run neo4j -- stop`. */
  stay?: boolean
  /** Restart it if it exits unexpectedly while this process uses it; with times other than the default ones, if given. */
  supervise?: boolean | Partial<SupervisorTimes>
  /** The providers to try, in this order; by default Docker, then Java. */
  providers?: readonly Provider[]
  /** Where to look for Java installations, instead of the usual folders. */
  javaRoots?: string[]
  /** Neo4j settings beyond the hardened ones; only for Java. */
  settings?: Readonly<Record<string, string>>
}

export const PROVIDERS: readonly Provider[] = [dockerProvider, javaProvider]

/**
 * Opens a Neo4j: the existing server, otherwise a local one from the first provider that works. Processes that open the same
 * home share its server. An existing server is not contacted, so that an app can start while it is down.
 * @throws {Neo4jUnavailable} Print the message as it is.
 * @throws {EnvError} if `launch` is not given and the environment is invalid
 */
export async function openNeo4j(options: Neo4jOptions): Promise<Neo4jServer> {
  if (options.connection) return { ...options.connection, how: 'uri', stop: async () => {} }
  const env = options.env ?? process.env
  const home = new Home(options.home)
  home.create()
  const opening = new AbortController()
  const context: ProviderContext = {
    home,
    env,
    launch: options.launch ?? readEnv(env).launch,
    log: options.log,
    signal: opening.signal,
    javaRoots: options.javaRoots,
    settings: options.settings,
    providers: options.providers ?? PROVIDERS,
  }
  const guard = guardShutdown(() => opening.abort())
  try {
    await home.lock.acquire(
      holder => options.log(`another process (pid ${holder.pid}) is starting Neo4j, waiting…`),
      opening.signal,
    )
    try {
      if (options.exclusive && home.users().length > 0)
        throw new Neo4jInUse(`${home.path} is in use by another process`)
      const state = await attachOrStart(context)
      if (options.stay) home.server = { ...state, stays: true }
      const lease = options.stay ? undefined : home.lease()
      const times = options.supervise === true ? {} : options.supervise
      const upkeep = lease && times ? supervise(context, attachOrStart, times) : undefined
      const stop = async () => {
        await upkeep?.stop()
        if (lease) await release(lease, state, context)
      }
      if (lease) guard.opened({ interrupted: stop, exiting: () => releaseOnExit(lease, state, context) })
      let stopped: Promise<void> | undefined
      return {
        uri: state.uri,
        user: NEO4J_USER,
        password: home.ensurePassword(),
        how: state.how,
        ...(upkeep && { killSwitch: () => killSwitchOf(home.server, upkeep, context) }),
        stop: () => {
          stopped ??= stop().finally(guard.dispose)
          return stopped
        },
      }
    } finally {
      home.lock.release()
    }
  } catch (error) {
    guard.dispose()
    if (opening.signal.aborted) throw new Neo4jUnavailable('Interrupted while Neo4j was starting')
    throw error
  } finally {
    if (options.stay) guard.dispose()
  }
}

/** Ends the process of `running`, as it was when this was called. */
function killSwitchOf(running: ServerState | undefined, upkeep: Supervisor, context: ProviderContext) {
  return async () => {
    if (!running || context.home.server?.stopping) return
    upkeep.expectExit()
    await providerOf(running, context)?.kill(running, { ...context, signal: undefined })
  }
}

/** The existing server, or the local one if it is recorded as running. Contacts neither and starts nothing. */
export function runningNeo4j({ home, connection }: Pick<Neo4jOptions, 'home' | 'connection'>) {
  if (connection) return connection
  const { server, password } = new Home(home)
  return server && !server.stopping && password ? { uri: server.uri, user: NEO4J_USER, password } : undefined
}

/** The caller must hold the lock. */
const attachOrStart = async (context: ProviderContext) => (await attach(context)) ?? (await startAny(context))

const providerOf = (state: ServerState, { providers }: ProviderContext): Provider | undefined =>
  providers.find(provider => provider.how === state.how)

/** The running server of this home, if it answers. */
async function attach(context: ProviderContext): Promise<ServerState | undefined> {
  const { home, log } = context
  const state = home.server
  if (!state) return undefined
  const provider = providerOf(state, context)
  if (state.stopping) {
    log('Neo4j is stopping, waiting…')
    await provider?.stop(state, { ...context, signal: undefined })
  } else if (await provider?.isUp(state, context)) {
    log(`using Neo4j ${state.version}, which runs at ${state.uri}`)
    return state
  } else {
    await provider?.stop(state, context)
  }
  return undefined
}

/** Starts a server with the first provider that works. A provider cannot see the data of another, so a home keeps its provider. */
async function startAny(context: ProviderContext): Promise<ServerState> {
  const { home, launch, log, providers } = context
  const only = launch.provider ?? home.store?.how
  const why = launch.provider
    ? `because NEO4J_WAY is ${launch.provider}`
    : `because the data in ${home.path} belong to ${only} (set NEO4J_WAY to start with an empty database here)`
  const reasons = new Map<ProviderName, string>()
  for (const provider of providers) {
    if (only && provider.how !== only) {
      reasons.set(provider.how, `not tried, ${why}`)
      continue
    }
    try {
      const state = await provider.start(context)
      home.store = { how: state.how, versions: { ...home.store?.versions, [state.how]: state.version }, uri: state.uri }
      return state
    } catch (error) {
      if (!(error instanceof ProviderUnavailable)) throw error
      reasons.set(provider.how, error.message)
      if (!error.expected && !only && provider !== providers.at(-1))
        log(`no Neo4j with ${PROVIDER_LABELS[provider.how]}: ${error.message}; trying the next provider`)
    }
  }
  const lines = providers.map(({ how }, at) => `  ${at + 2}. ${PROVIDER_LABELS[how]}: ${reasons.get(how)}.`)
  throw new Neo4jUnavailable(
    [
      'No Neo4j is available. Provide one of these:',
      '  1. An existing server: set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD.',
      ...lines,
    ].join('\n'),
  )
}

const PROVIDER_LABELS: Record<ProviderName, string> = { docker: 'Docker with Compose', java: 'Java and Maven' }

/** Drops the lease, and stops the server if that was the last one. */
async function release(lease: string, opened: ServerState, context: ProviderContext): Promise<void> {
  const { home } = context
  if (!home.holds(lease)) return stopOrphan(opened, context)
  await home.lock.acquire(() => {}).catch(ignoreFullDisk)
  try {
    home.drop(lease)
    const state = home.server
    if (!state || state.stays || home.users().length > 0) return
    await stopServer(state, { ...context, signal: undefined })
  } finally {
    home.lock.release()
  }
}

/** On a full disk, no other process can start to use the server, so it is stopped without a lock. */
function ignoreFullDisk(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
}

/** The home was deleted while its server ran. No other process can find the server, so this one stops it. */
async function stopOrphan(opened: ServerState, context: ProviderContext): Promise<void> {
  if (isOrphan(opened, context.home)) await providerOf(opened, context)?.stop(opened, context)
}

const isOrphan = (opened: ServerState, home: Home) => opened.how === 'java' || !home.server

/** Stops the server even if it is in use. The caller must hold the lock. */
export async function stopServer(state: ServerState, context: ProviderContext): Promise<void> {
  try {
    context.home.server = { ...state, stopping: true }
  } catch (error) {
    ignoreFullDisk(error)
  }
  await providerOf(state, context)?.stop(state, context)
  context.home.server = undefined
}

/** The synchronous variant of `release`, for a process that exits. */
function releaseOnExit(lease: string, opened: ServerState, context: ProviderContext): void {
  const { home } = context
  if (!home.holds(lease)) {
    if (isOrphan(opened, home)) providerOf(opened, context)?.stopSoon(opened, context)
    return
  }
  home.drop(lease)
  // The process that holds the lock is about to attach, so the server stays.
  if (!home.lock.tryAcquire()) return
  try {
    const state = home.server
    if (!state || state.stays || home.users().length > 0) return
    home.server = { ...state, stopping: true }
    providerOf(state, context)?.stopSoon(state, context)
  } finally {
    home.lock.release()
  }
}
