import { resolve } from 'node:path'
import { dockerProvider } from './docker-provider.ts'
import { Home, type ProviderName, type ServerState } from './home.ts'
import { guardShutdown } from './interrupt.ts'
import { javaProvider } from './java-provider.ts'
import { Neo4jInUse, Neo4jUnavailable, ProviderUnavailable } from './launcher-errors.ts'
import { checkUri, readLaunchEnv } from './options.ts'
import { NEO4J_USER, type Provider, type ProviderContext } from './provider.ts'
import { type SupervisorTimes, supervise } from './supervise.ts'

export { Neo4jInUse, Neo4jUnavailable } from './launcher-errors.ts'

export interface Neo4jServer {
  uri: string
  user: string
  password: string
  how: 'uri' | 'docker' | 'java'
  /** Gives it back. A Neo4j of our own ends when nobody else uses it and it was not started to stay. */
  stop(): Promise<void>
}

export interface Neo4jOptions {
  /** The folder of our own Neo4j, an absolute path. */
  home: string
  /** A Neo4j of the user's (NEO4J_URI, NEO4J_USER, NEO4J_PASSWORD), used as it is. */
  connection?: { uri: string; user: string; password: string }
  /** Hears what is being done, a line at a time. */
  log: (line: string) => void
  /** The environment to find programs by and to read NEO4J_WAY, NEO4J_VERSION and the like from; by default the process's. */
  env?: NodeJS.ProcessEnv
  /** Refuse (Neo4jInUse) if another opened the same home: for tests, which wipe their database. */
  exclusive?: boolean
  /** Leave it running after everybody has stopped, until `npm run neo4j -- stop`. */
  stay?: boolean
  /** Start it again if it ends by itself, as long as this process uses it; with other waits than the usual ones. */
  supervise?: boolean | Partial<SupervisorTimes>
  /** The ways to try, in this order; Docker, then Java unless a test brings one of its own. */
  providers?: readonly Provider[]
  /** Folders to look for Javas in, instead of the usual ones. */
  javaRoots?: string[]
  /** Settings beyond the hardened ones, for measurements of what these switch off. The Java way alone takes them. */
  settings?: Readonly<Record<string, string>>
}

/** The home of the app's own Neo4j: `.neo4j` in its folder. */
export const DEFAULT_HOME = resolve(import.meta.dirname, '../../.neo4j')

export const PROVIDERS: readonly Provider[] = [dockerProvider, javaProvider]

/**
 * Opens a Neo4j: the one given, else one of our own by Docker, else by this machine's Java. A second process that opens the
 * same home attaches to the server that runs. A given one is not knocked at, so that an app can start while it is down.
 * @throws Neo4jUnavailable whose message is to be printed as it is
 */
export async function openNeo4j(options: Neo4jOptions): Promise<Neo4jServer> {
  if (options.connection) {
    checkUri(options.connection.uri)
    return { ...options.connection, how: 'uri', stop: async () => {} }
  }
  const env = options.env ?? process.env
  const home = new Home(options.home)
  home.create()
  const opening = new AbortController()
  const context: ProviderContext = {
    home,
    env,
    launch: readLaunchEnv(env),
    log: options.log,
    signal: opening.signal,
    javaRoots: options.javaRoots,
    settings: options.settings,
    providers: options.providers ?? PROVIDERS,
  }
  const guard = guardShutdown(() => opening.abort())
  try {
    await home.lock.acquire(
      holder => options.log(`another start is under way (pid ${holder.pid}), waiting…`),
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
        stop: () => {
          stopped ??= stop().finally(guard.dispose)
          return stopped
        },
      }
    } finally {
      home.lock.release()
    }
  } catch (thrown) {
    guard.dispose()
    if (opening.signal.aborted) throw new Neo4jUnavailable('Told to end while Neo4j was being started')
    throw thrown
  } finally {
    if (options.stay) guard.dispose()
  }
}

/** The given Neo4j, or the one of our own if it runs; neither is knocked at, and nothing is started. */
export function runningNeo4j({ home, connection }: Pick<Neo4jOptions, 'home' | 'connection'>) {
  if (connection) return connection
  const { server, password } = new Home(home)
  return server && !server.stopping && password ? { uri: server.uri, user: NEO4J_USER, password } : undefined
}

/** The caller holds the lock. */
const attachOrStart = async (context: ProviderContext) => (await attach(context)) ?? (await startAny(context))

const providerOf = (state: ServerState, { providers: ways }: ProviderContext): Provider | undefined =>
  ways.find(way => way.how === state.how)

/** The server that runs for this home, if one does and answers. */
async function attach(context: ProviderContext): Promise<ServerState | undefined> {
  const { home, log } = context
  const state = home.server
  if (!state) return undefined
  const way = providerOf(state, context)
  if (state.stopping) {
    log('Neo4j is stopping, waiting until it is gone…')
    await way?.stop(state, { ...context, signal: undefined })
  } else if (await way?.isUp(state, context)) {
    log(`Neo4j ${state.version} runs already at ${state.uri}: using it`)
    return state
  } else {
    await way?.stop(state, context)
  }
  return undefined
}

/** Starts a server by the first way that is open. Data made one way are not seen by the other, so a home keeps to its way. */
async function startAny(context: ProviderContext): Promise<ServerState> {
  const { home, launch, log, providers: ways } = context
  const only = launch.way ?? home.store?.how
  const why = launch.way
    ? 'NEO4J_WAY names the other one'
    : `the data in ${home.path} were made the other way (NEO4J_WAY goes this one, to a database without them)`
  const closed = new Map<ProviderName, string>()
  for (const way of ways) {
    if (only && way.how !== only) {
      closed.set(way.how, `not tried, ${why}`)
      continue
    }
    try {
      const state = await way.start(context)
      home.store = { how: state.how, versions: { ...home.store?.versions, [state.how]: state.version }, uri: state.uri }
      return state
    } catch (thrown) {
      if (!(thrown instanceof ProviderUnavailable)) throw thrown
      closed.set(way.how, thrown.message)
      if (!thrown.expected && !only && way !== ways.at(-1))
        log(`not by ${PROVIDER_LABELS[way.how]}: ${thrown.message}; trying the next way`)
    }
  }
  const lines = ways.map(({ how }, at) => `  ${at + 2}. ${PROVIDER_LABELS[how]}: ${closed.get(how)}.`)
  throw new Neo4jUnavailable(
    [
      'No Neo4j to be had. One of these is needed:',
      '  1. A server of yours: NEO4J_URI is not set (nor NEO4J_USER, NEO4J_PASSWORD).',
      ...lines,
    ].join('\n'),
  )
}

const PROVIDER_LABELS: Record<ProviderName, string> = { docker: 'Docker with Compose', java: 'Java and Maven' }

/** Drops the lease, and stops the server if it was the last one. */
async function release(lease: string, opened: ServerState, context: ProviderContext): Promise<void> {
  const { home } = context
  if (!home.holds(lease)) return stopOrphan(opened, context)
  await home.lock.acquire(() => {})
  try {
    home.drop(lease)
    const state = home.server
    if (!state || state.stays || home.users().length > 0) return
    await stopServer(state, { ...context, signal: undefined })
  } finally {
    home.lock.release()
  }
}

/** The home was removed while its server ran: nobody else can find that server again, so it ends with us. */
async function stopOrphan(opened: ServerState, context: ProviderContext): Promise<void> {
  if (isOrphan(opened, context.home)) await providerOf(opened, context)?.stop(opened, context)
}

const isOrphan = (opened: ServerState, home: Home) => opened.how === 'java' || !home.server

/** Stops the server whoever uses it. The caller holds the lock. */
export async function stopServer(state: ServerState, context: ProviderContext): Promise<void> {
  context.home.server = { ...state, stopping: true }
  await providerOf(state, context)?.stop(state, context)
  context.home.server = undefined
}

/** What giving back comes to while the process exits, when nothing can be waited for. */
function releaseOnExit(lease: string, opened: ServerState, context: ProviderContext): void {
  const { home } = context
  if (!home.holds(lease)) {
    if (isOrphan(opened, home)) providerOf(opened, context)?.stopSoon(opened, context)
    return
  }
  home.drop(lease)
  // Whoever holds the lock is about to attach: the server is theirs now.
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
