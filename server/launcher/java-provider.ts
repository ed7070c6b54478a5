import { spawn } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import getPort, { clearLockedPorts } from 'get-port'
import { lastPort, type ServerState } from './home.ts'
import { ensureJars, type Jars } from './jars.ts'
import { chooseJava, findJavas, type Java } from './java.ts'
import { Neo4jUnavailable, ProviderUnavailable } from './launcher-errors.ts'
import { ping, pingUntil } from './ping.ts'
import { beganAt, isAlive, type ProcessId, signal as tell, terminate, waitUntilGone } from './process-identity.ts'
import { NEO4J_USER, type Provider, type ProviderContext } from './provider.ts'
import { run } from './run-program.ts'
import { asConf, HARDENED_SETTINGS, MEMORY } from './settings.ts'

/** Runs Neo4j Community on the local Java, with jars from Maven. It listens on the loopback address only. */
export const javaProvider: Provider = { how: 'java', start, isUp, stop, kill, stopSoon }

/** A slow disk or the recovery of a store can take this long. */
const START_TIMEOUT_MS = 180_000
/** How long the system may take to end a killed process. */
const KILL_TIMEOUT_MS = 30_000

async function start(context: ProviderContext): Promise<ServerState> {
  const { home, env, launch, log, signal } = context
  const kept = home.store?.versions.java
  const lib = launch.jars ?? home.file('lib')
  const { java, version } = await chooseJavaAndVersion(context, lib)
  const jars = await ensureJars(version, { lib, env, log, signal })
  if (kept && kept !== version) log(`the data were written by Neo4j ${kept}; Neo4j ${version} will upgrade them`)
  const password = passwordFor(context)

  log(`starting Neo4j ${version} on Java ${java.major}…`)
  const from = Date.now()
  // get-port would otherwise avoid the port that this process used before.
  clearLockedPorts()
  for (let left = 3; ; left--) {
    const port = await getPort({ port: lastPort(home), host: '127.0.0.1' })
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
      throw new Neo4jUnavailable(`Neo4j ${version} did not start: ${up}. Its log is ${consoleLog(context)}`)
    }
  }
}

/** Reports everything that is missing at once: Java and Maven. */
async function chooseJavaAndVersion(
  { home, env, launch, javaRoots }: ProviderContext,
  lib: string,
): Promise<{ java: Java; version: string }> {
  try {
    return chooseJava(await findJavas(env, javaRoots), { wanted: launch.version, kept: home.store?.versions.java })
  } catch (error) {
    if (!(error instanceof ProviderUnavailable) || existsSync(lib)) throw error
    const { missing } = await run('mvn', ['--version'], { env, limit: 30_000 })
    throw missing
      ? new ProviderUnavailable(`${error.message}. Maven (mvn) is also required and is not on the PATH`)
      : error
  }
}

function passwordFor({ home }: ProviderContext): string {
  if (!home.password && existsSync(home.file('data/databases/system'))) {
    throw new Neo4jUnavailable(
      `The password of the data in ${home.path} is missing: restore ${home.passwordFile}, or remove ${home.file('data')} to start with an empty database`,
    )
  }
  return home.ensurePassword()
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
    // Newer versions could report to a service of the vendor.
    ...(version.startsWith('5.') ? {} : { 'dbms.fleet_manager.enabled': 'false' }),
    'server.memory.pagecache.size': launch.pageCache ?? MEMORY.pageCache,
    ...more,
  }
  writeFileSync(home.file('conf/neo4j.conf'), asConf(settings), { mode: 0o600 })
}

/**
 * Sets the password before the first start. Neo4j's tool takes it as an argument, which any local user could read in the list of
 * processes. So the arguments are in a file that only the owner can read.
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
      throw new Neo4jUnavailable(`Neo4j rejected its initial password: ${output.replaceAll(password, '…').trim()}`)
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
    // Without it, Java omits the message of a frequent exception, and Neo4j then sends no error at all.
    '-XX:-OmitStackTraceInFastThrow',
    // Java 24 and later print warnings about Neo4j's libraries otherwise.
    ...(major >= 24 ? ['--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow'] : []),
    ...opens.map(name => `--add-opens=java.base/${name}=ALL-UNNAMED`),
    ...['-cp', jars.classPath, jars.main],
    ...[`--home-dir=${home.path}`, `--config-dir=${home.file('conf')}`, '--console-mode'],
  ]
  const out = openSync(consoleLog(context), 'w', 0o600)
  try {
    // Detached, because Ctrl-C in a terminal should reach the app only; the app then stops Neo4j after its own work.
    const child = spawn(path, args, {
      env: withoutNeo4jVariables(env),
      cwd: home.path,
      detached: true,
      stdio: ['ignore', out, out],
    })
    child.on('error', () => {})
    child.unref()
    if (child.pid === undefined) throw new ProviderUnavailable(`${path} could not be started`)
    const process: ProcessId = { pid: child.pid, began: beganAt(child.pid) ?? 'gone' }
    const state: ServerState = { how: 'java', uri: `bolt://127.0.0.1:${port}`, version, stays: false, process }
    home.server = state
    return state
  } finally {
    closeSync(out)
  }
}

/** Waits until the log says "Started." and Bolt answers. Otherwise stops the process and returns the reason. */
async function waitFor(state: ServerState, password: string, context: ProviderContext): Promise<string> {
  const { home, log, signal } = context
  const isDead = () => !state.process || !isAlive(state.process)
  const written = () => readFileSync(consoleLog(context), 'utf8')
  try {
    const limit = Date.now() + START_TIMEOUT_MS
    while (!written().includes('Started.') && !isDead() && Date.now() < limit) await sleep(100, undefined, { signal })
    const result = await pingUntil(
      { uri: state.uri, user: NEO4J_USER, password },
      { limit: Math.max(0, limit - Date.now()), hasFailed: isDead, signal },
    )
    if (result.answers) return 'answers'
    await stop(state, context)
    home.server = undefined
    if (result.unauthorized) return `it rejects the password in ${home.passwordFile}`
    return lastError(written()) ?? result.reason ?? 'it ended without a message'
  } catch (error) {
    // Terminated while waiting: stop what was started.
    if (state.process) await terminate(state.process, log)
    home.server = undefined
    throw error
  }
}

/** The root cause of the last error in the log, on one line. */
function lastError(written: string): string | undefined {
  const lines = written.split('\n')
  const fault =
    lines.findLast(line => line.startsWith('Caused by:')) ?? lines.find(line => /Exception|\bERROR\b/.test(line))
  return fault?.replace('Caused by:', '').trim().slice(0, 400)
}

/** Neo4j reads variables that begin with NEO4J_. Ours are not meant for it, least of all the password. */
function withoutNeo4jVariables(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ADHOC_)?NEO4J_/.test(name)))
}

async function isUp(state: ServerState, { home, log, signal }: ProviderContext): Promise<boolean> {
  const { process } = state
  const password = home.password
  if (!process || !isAlive(process) || !password) return false
  const at = { uri: state.uri, user: NEO4J_USER, password }
  const first = await ping(at)
  if (first.answers) return true
  log(`Neo4j (pid ${process.pid}) runs but does not answer yet, waiting…`)
  const result = await pingUntil(at, { limit: START_TIMEOUT_MS, hasFailed: () => !isAlive(process), signal })
  if (result.unauthorized) {
    throw new Neo4jUnavailable(`The running Neo4j (pid ${process.pid}) rejects the password in ${home.passwordFile}`)
  }
  return result.answers
}

async function stop(state: ServerState, { log }: ProviderContext): Promise<void> {
  if (state.process) await terminate(state.process, log)
}

async function kill(state: ServerState): Promise<void> {
  if (!state.process) return
  tell(state.process, 'SIGKILL')
  await waitUntilGone(state.process, KILL_TIMEOUT_MS)
}

function stopSoon(state: ServerState): void {
  if (state.process) tell(state.process, 'SIGTERM')
}
