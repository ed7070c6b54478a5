import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import getPort, { clearLockedPorts } from 'get-port'
import { PROJECT_ROOT } from '../root/project-root.ts'
import { type Home, lastPort, type ServerState } from './home.ts'
import { Neo4jUnavailable, ProviderUnavailable } from './launcher-errors.ts'
import { ping, pingUntil } from './ping.ts'
import { NEO4J_USER, type Provider, type ProviderContext } from './provider.ts'
import { type CommandOptions, run } from './run-program.ts'
import { IMAGE, MEMORY } from './settings.ts'

/** Runs the service `neo4j` of docker-compose.yml. Each home has its own Compose project, with its own container and volume. */
export const dockerProvider: Provider = { how: 'docker', start, isUp, stop, kill, stopSoon }

const FIRST_ANSWER_MS = 60_000
const COMPOSE_FILE = join(PROJECT_ROOT, 'docker-compose.yml')

/** The Compose project of a home, so that two homes never share a database. */
export function projectOf(home: Home): string {
  return `who-left-where-${createHash('sha256').update(home.path).digest('hex').slice(0, 8)}`
}

/**
 * Checks that a Docker engine answers.
 * @throws {ProviderUnavailable}
 */
export async function checkEngine(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const { missing, code } = await run('docker', ['version', '--format', '{{.Server.Version}}'], {
    env,
    limit: 10_000,
    signal,
  })
  if (missing) throw new ProviderUnavailable('docker is not on the PATH', true)
  if (code !== 0)
    throw new ProviderUnavailable(
      'no Docker engine answers (docker version): start it, or check your permissions',
      true,
    )
}

/**
 * Pulls the image unless it is there.
 * @throws {ProviderUnavailable}
 */
export async function ensureImage({
  env,
  log,
  signal,
}: Pick<ProviderContext, 'env' | 'log' | 'signal'>): Promise<void> {
  const here = await run('docker', ['image', 'inspect', '--format', '{{.Id}}', IMAGE], { env, signal })
  if (here.code === 0) return
  log(`downloading the image ${IMAGE} (once)…`)
  const pull = await run('docker', ['pull', '--quiet', IMAGE], { env, signal })
  if (pull.code !== 0)
    throw new ProviderUnavailable(`the image ${IMAGE} could not be downloaded: ${lastLine(pull.output)}`)
}

async function checkCompose(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const { code } = await run('docker', ['compose', 'version'], { env, limit: 10_000, signal })
  if (code !== 0) throw new ProviderUnavailable('the Compose plugin (docker compose, v2) is missing')
}

async function start(context: ProviderContext): Promise<ServerState> {
  const { home, log, env, signal } = context
  await checkEngine(env, signal)
  await checkCompose(env, signal)
  await ensureImage(context)
  const password = home.ensurePassword()
  log(`starting Neo4j with Docker (${IMAGE})…`)
  const from = Date.now()
  // Recorded before anything runs, so that the next process can attach to an interrupted start, or stop it.
  const state: ServerState = { how: 'docker', uri: '', version: IMAGE, stays: false }
  home.server = state
  try {
    // A free port that Docker chose would change with each restart of the container.
    clearLockedPorts()
    const port = env.NEO4J_BOLT_PORT || String(await getPort({ port: lastPort(home), host: '127.0.0.1' }))
    const fixed = { ...context, env: { ...env, NEO4J_BOLT_PORT: port } }
    const up = await compose(fixed, ['up', '--detach', '--wait', 'neo4j'], { signal })
    if (up.code !== 0) throw startFailure(context, `Docker could not start Neo4j: ${lastLine(up.output)}`)
    const found = { ...state, uri: await addressOf(context) }
    // A healthy container answers the Bolt handshake; on a busy machine, its first statement can take longer than one ping.
    const { answers, unauthorized, agent, reason } = await pingUntil(
      { uri: found.uri, user: NEO4J_USER, password },
      { limit: FIRST_ANSWER_MS, hasFailed: () => false, signal },
    )
    if (unauthorized) throw new Neo4jUnavailable(otherPassword(home))
    if (!answers) throw new Neo4jUnavailable(`Neo4j runs in Docker at ${found.uri} but does not answer: ${reason}`)
    const ready = { ...found, version: agent?.replace('Neo4j/', '') ?? IMAGE }
    home.server = ready
    log(`Neo4j ${ready.version} is ready at ${ready.uri} (${((Date.now() - from) / 1000).toFixed(1)} s)`)
    return ready
  } catch (error) {
    await stop(state, { ...context, signal: undefined })
    home.server = undefined
    throw error
  }
}

/** If this home has data in a Docker volume, another provider would open an empty database instead. */
function startFailure({ home }: ProviderContext, message: string): Error {
  return home.store?.versions.docker ? new Neo4jUnavailable(message) : new ProviderUnavailable(message)
}

async function addressOf(context: ProviderContext): Promise<string> {
  const { code, output } = await compose(context, ['port', 'neo4j', '7687'])
  if (code !== 0) throw new Neo4jUnavailable(`Docker reports no port for Neo4j: ${lastLine(output)}`)
  return `bolt://${output.trim()}`
}

async function isUp(state: ServerState, { home }: ProviderContext): Promise<boolean> {
  const { password } = home
  if (!password || !state.uri) return false
  const { answers } = await ping({ uri: state.uri, user: NEO4J_USER, password })
  return answers
}

async function stop(_state: ServerState, context: ProviderContext): Promise<void> {
  const { code, output } = await compose(context, ['stop', 'neo4j'])
  if (code !== 0) context.log(`Docker did not stop Neo4j: ${lastLine(output)}`)
}

/** Docker does not restart a container that was killed, so this restarts it. */
async function kill(_state: ServerState, context: ProviderContext): Promise<void> {
  const { code, output } = await compose(context, ['restart', '--timeout', '0', 'neo4j'])
  if (code !== 0) context.log(`Docker did not restart Neo4j: ${lastLine(output)}`)
}

function stopSoon(_state: ServerState, { home, env }: ProviderContext): void {
  const child = spawn('docker', composeArgs(home, ['stop', 'neo4j']), {
    env: composeEnv({ home, env, launch: {} }),
    detached: true,
    stdio: 'ignore',
  })
  child.on('error', () => {})
  child.unref()
}

/** Runs Docker Compose on this home's project. */
export function compose(
  context: Pick<ProviderContext, 'home' | 'env' | 'launch'>,
  args: string[],
  options: CommandOptions = {},
) {
  return run('docker', composeArgs(context.home, args), { ...options, env: composeEnv(context) })
}

const composeArgs = (home: Home, args: string[]) => [
  ...['compose', '--ansi', 'never', '--file', COMPOSE_FILE, '--project-name', projectOf(home)],
  ...args,
]

/** The password is passed in the environment, because any user can read the arguments of a process. */
const composeEnv = ({ home, env, launch }: Pick<ProviderContext, 'home' | 'env' | 'launch'>): NodeJS.ProcessEnv => ({
  ...env,
  // Compose requires the variable for every command. Only `up` uses it, and start() has created it by then.
  NEO4J_PASSWORD: home.password ?? 'unknown',
  NEO4J_HEAP: launch.heap ?? MEMORY.heap,
  NEO4J_PAGECACHE: launch.pageCache ?? MEMORY.pageCache,
})

const otherPassword = (home: Home) =>
  `The Docker volume ${projectOf(home)}_data was created with another password than the one in ${home.passwordFile}. ` +
  `Restore the old password file, or start with an empty database: docker compose --project-name ${projectOf(home)} down --volumes`

const lastLine = (output: string) => output.trim().split('\n').at(-1)?.trim() ?? ''
