import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort, { clearLockedPorts } from 'get-port'
import type { ServerState } from './home.ts'
import { ensureJars, type Jars } from './jars.ts'
import { chooseJava, findJavas, type Java } from './java.ts'
import { Neo4jUnavailable, ProviderUnavailable } from './launcher-errors.ts'
import { ping, pingUntil } from './ping.ts'
import { beganAt, isAlive, type ProcessId, signal as tell, terminate } from './process-identity.ts'
import { NEO4J_USER, type Provider, type ProviderContext } from './provider.ts'
import { run } from './run-program.ts'
import { asConf, HARDENED_SETTINGS, MEMORY } from './settings.ts'

/** Neo4j Community on this machine's own Java, its jars by Maven, listening on the loopback address alone. */
export const javaProvider: Provider = { how: 'java', start, isUp, stop, stopSoon }

/** Milliseconds a start may take: a slow disk and a store to repair need their time. */
const START_TIMEOUT_MS = 180_000

async function start(context: ProviderContext): Promise<ServerState> {
  const { home, env, launch, log, signal } = context
  const kept = home.store?.versions.java
  const lib = launch.jars ?? home.file('lib')
  const { java, version } = await chooseJavaAndVersion(context, lib)
  const jars = await ensureJars(version, { lib, env, log, signal })
  if (kept && kept !== version) log(`the data were written by Neo4j ${kept}; Neo4j ${version} takes them over`)
  const password = passwordFor(context)

  log(`starting Neo4j ${version} on Java ${java.major}…`)
  const from = Date.now()
  // Else a process that stops and starts it would get another port than last time.
  clearLockedPorts()
  for (let left = 3; ; left--) {
    const port = await getPort({ port: lastPort(context), host: '127.0.0.1' })
    writeConf(context, version, port)
    if (!existsSync(home.file('data/databases/system'))) await setPassword(java.path, jars, password, context)
    const state = launchServer(java, jars, { version, port, context })
    const up = await waitFor(state, password, context)
    if (up === 'answers') {
      log(`Neo4j ${version} is ready at ${state.uri} (${((Date.now() - from) / 1000).toFixed(1)} s)`)
      return state
    }
    const portTaken = /address already in use|port.*in use/i.test(up)
    if (!portTaken || left === 1) {
      throw new Neo4jUnavailable(`Neo4j ${version} did not start: ${up}. What it wrote is in ${consoleLog(context)}`)
    }
  }
}

/** Says all that is missing at once, Maven as well as Java. */
async function chooseJavaAndVersion(
  { home, env, launch, javaRoots }: ProviderContext,
  lib: string,
): Promise<{ java: Java; version: string }> {
  try {
    return chooseJava(await findJavas(env, javaRoots), { wanted: launch.version, kept: home.store?.versions.java })
  } catch (thrown) {
    if (!(thrown instanceof ProviderUnavailable) || existsSync(lib)) throw thrown
    const { missing } = await run('mvn', ['--version'], { env, limit: 30_000 })
    throw missing
      ? new ProviderUnavailable(`${thrown.message}; Maven (mvn) is needed too and is not on the PATH`)
      : thrown
  }
}

function passwordFor({ home }: ProviderContext): string {
  if (!home.password && existsSync(home.file('data/databases/system'))) {
    throw new Neo4jUnavailable(
      `The password of the data in ${home.path} is gone: put ${home.passwordFile} back, or, to begin with an empty database, remove ${home.file('data')}`,
    )
  }
  return home.ensurePassword()
}

/** The port of last time, so that an address noted down goes on being right when it can. */
function lastPort({ home }: ProviderContext): number[] {
  const port = Number(/\d+$/.exec(home.store?.uri ?? '')?.[0])
  return port ? [port] : []
}

const consoleLog = ({ home }: ProviderContext) => home.file('logs', 'console.log')

function writeConf({ home, launch, settings: more }: ProviderContext, version: string, port: number): void {
  mkdirSync(home.file('conf'), { recursive: true })
  mkdirSync(home.file('logs'), { recursive: true })
  const settings = {
    ...HARDENED_SETTINGS,
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.listen_address': `127.0.0.1:${port}`,
    'server.bolt.advertised_address': `127.0.0.1:${port}`,
    // Newer ones could report to a service of the vendor's.
    ...(version.startsWith('5.') ? {} : { 'dbms.fleet_manager.enabled': 'false' }),
    'server.memory.pagecache.size': launch.pageCache ?? MEMORY.pageCache,
    ...more,
  }
  writeFileSync(home.file('conf/neo4j.conf'), asConf(settings), { mode: 0o600 })
}

/**
 * Sets the password before the first start. Neo4j's own tool takes it as an argument, which everybody on the machine could
 * read in the list of processes; Java reads its arguments from a file as well, which only the owner can.
 */
async function setPassword(
  java: string,
  jars: Jars,
  password: string,
  { home, env, signal }: ProviderContext,
): Promise<void> {
  const file = home.file('set-password.args')
  const quoted = jars.classPath.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  const words = ['-cp', `"${quoted}"`, 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', password]
  try {
    writeFileSync(file, words.join('\n'), { mode: 0o600 })
    const { code, output } = await run(java, [`@${file}`], {
      env: { ...withoutNeo4jVariables(env), NEO4J_HOME: home.path, NEO4J_CONF: home.file('conf') },
      signal,
    })
    if (code !== 0) {
      throw new Neo4jUnavailable(`Neo4j refused its first password: ${output.replaceAll(password, '…').trim()}`)
    }
  } finally {
    rmSync(file, { force: true })
  }
}

function launchServer(
  { path, major }: Java,
  jars: Jars,
  { version, port, context }: { version: string; port: number; context: ProviderContext },
): ServerState {
  const { home, env, launch } = context
  const opens = ['java.nio', 'java.io', 'java.lang', 'java.util.concurrent', 'sun.nio.ch']
  const args = [
    '-XX:+UseG1GC',
    `-Xmx${launch.heap ?? MEMORY.heap}`,
    '-XX:+ExitOnOutOfMemoryError',
    // Else a fault that is met often comes without a message, and Neo4j answers one without a message with nothing at all.
    '-XX:-OmitStackTraceInFastThrow',
    // Java 24 and later warn of what the libraries of Neo4j do.
    ...(major >= 24 ? ['--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow'] : []),
    ...opens.map(name => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    ...['-cp', jars.classPath, jars.main],
    ...[`--home-dir=${home.path}`, `--config-dir=${home.file('conf')}`, '--console-mode'],
  ]
  const out = openSync(consoleLog(context), 'w', 0o600)
  try {
    // In a process group of its own, a terminal's Ctrl-C reaches the app alone, which stops Neo4j after its own work is done.
    const child = spawn(path, args, {
      env: withoutNeo4jVariables(env),
      cwd: home.path,
      detached: true,
      stdio: ['ignore', out, out],
    })
    child.on('error', () => {})
    child.unref()
    if (child.pid === undefined) throw new ProviderUnavailable(`${path} does not run`)
    const process: ProcessId = { pid: child.pid, began: beganAt(child.pid) ?? 'gone' }
    const state: ServerState = { how: 'java', uri: `bolt://127.0.0.1:${port}`, version, stays: false, process }
    home.server = state
    return state
  } finally {
    closeSync(out)
  }
}

/** Waits until it says "Started." and Bolt answers; otherwise ends it and says in a line what was wrong. */
async function waitFor(state: ServerState, password: string, context: ProviderContext): Promise<string> {
  const { home, log, signal } = context
  const dead = () => !state.process || !isAlive(state.process)
  const written = () => readFileSync(consoleLog(context), 'utf8')
  try {
    const limit = Date.now() + START_TIMEOUT_MS
    while (!written().includes('Started.') && !dead() && Date.now() < limit) await sleep(100, undefined, { signal })
    const result = await pingUntil(
      { uri: state.uri, user: NEO4J_USER, password },
      { limit: Math.max(0, limit - Date.now()), hopeless: dead, signal },
    )
    if (result.answers) return 'answers'
    await stop(state, context)
    home.server = undefined
    if (result.unauthorized) return `it refuses the password in ${home.passwordFile}`
    return lastError(written()) ?? result.reason ?? 'it ended without a word'
  } catch (thrown) {
    // Told to end while waiting: nothing that was started here stays behind.
    if (state.process) await terminate(state.process, log)
    home.server = undefined
    throw thrown
  }
}

/** The root of the last trouble in what Neo4j wrote, on one line. */
function lastError(written: string): string | undefined {
  const lines = written.split('\n')
  const fault =
    lines.findLast(line => line.startsWith('Caused by:')) ?? lines.find(line => /Exception|\bERROR\b/.test(line))
  return fault?.replace('Caused by:', '').trim().slice(0, 400)
}

/** Neo4j's own start-up reads variables that begin with NEO4J_, and ours are not meant for it; the password least of all. */
function withoutNeo4jVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('NEO4J_')))
}

async function isUp(state: ServerState, { home, log, signal }: ProviderContext): Promise<boolean> {
  const { process } = state
  const password = home.password
  if (!process || !isAlive(process) || !password) return false
  const at = { uri: state.uri, user: NEO4J_USER, password }
  const first = await ping(at)
  if (first.answers) return true
  log(`Neo4j (pid ${process.pid}) runs and does not answer yet, waiting…`)
  const result = await pingUntil(at, { limit: START_TIMEOUT_MS, hopeless: () => !isAlive(process), signal })
  if (result.unauthorized) {
    throw new Neo4jUnavailable(`The Neo4j that runs (pid ${process.pid}) refuses the password in ${home.passwordFile}`)
  }
  return result.answers
}

async function stop(state: ServerState, { log }: ProviderContext): Promise<void> {
  if (state.process) await terminate(state.process, log)
}

function stopSoon(state: ServerState): void {
  if (state.process) tell(state.process, 'SIGTERM')
}
