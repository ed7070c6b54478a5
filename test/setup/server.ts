import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import neo4j, { type Driver } from 'neo4j-driver'
import { checkEngine, ensureImage } from '../../server/launcher/docker-provider.ts'
import { ProviderUnavailable } from '../../server/launcher/launcher-errors.ts'
import { Neo4jInUse, Neo4jUnavailable, openNeo4j } from '../../server/launcher/open-neo4j.ts'
import { asEnvironment, HARDENED_SETTINGS, IMAGE, MEMORY } from '../../server/launcher/settings.ts'
import { DEFAULT_HOME, Neo4jUriSchema, placeOf } from '../../server/lib/env.ts'

export interface TestNeo4j {
  uri: string
  user: string
  password: string
}

export interface TestServer extends TestNeo4j {
  stop: () => Promise<void>
}

type Log = (line: string) => void

/** Plans are kept while the tests fill and wipe the database, unless a test asks for new ones. */
export const KEPT_PLANS = { 'dbms.cypher.min_replan_interval': '1h' }

/**
 * Opens a server that the tests may wipe: the one at NEO4J_TEST_URI, otherwise a container, otherwise one on the local Java with a
 * separate home, which is the only one that uses `settings`. Never the user's data.
 * @throws {Error} with a remedy
 */
export async function openTestServer(
  env: NodeJS.ProcessEnv,
  log: Log,
  settings: Readonly<Record<string, string>> = {},
): Promise<TestServer> {
  if (env.NEO4J_TEST_URI) return openNamed(env.NEO4J_TEST_URI, env)
  if (env.NEO4J_URI) {
    throw new Error(
      'NEO4J_URI names a server, and the tests wipe their database. Set NEO4J_TEST_URI to a server they may wipe ' +
        '(NEO4J_TEST_USER and NEO4J_TEST_PASSWORD too), or unset NEO4J_URI to give them one of their own.',
    )
  }
  if (env.NEO4J_WAY !== 'java') {
    try {
      await checkEngine(env)
      await ensureImage({ env, log })
      return await openContainer(log, settings)
    } catch (error) {
      if (!(error instanceof ProviderUnavailable) || env.NEO4J_WAY === 'docker') throw error
      if (!error.expected) log(`no container: ${error.message}`)
    }
  }
  return openOwnHome(env, log, settings)
}

/** A server that the user provides for the tests. If the app uses it, it must be empty or marked by earlier tests. */
async function openNamed(uri: string, env: NodeJS.ProcessEnv): Promise<TestServer> {
  if (!Neo4jUriSchema.safeParse(uri).success)
    throw new Error('NEO4J_TEST_URI is not a Neo4j address; write bolt://host:7687')
  const user = env.NEO4J_TEST_USER || env.NEO4J_USER || 'neo4j'
  const password = env.NEO4J_TEST_PASSWORD || env.NEO4J_PASSWORD
  if (!password) throw new Error('NEO4J_TEST_URI needs NEO4J_TEST_PASSWORD beside it (or NEO4J_PASSWORD)')
  const server = { uri, user, password }
  if (!env.NEO4J_URI || placeOf(env.NEO4J_URI) !== placeOf(uri)) return { ...server, stop: async () => {} }
  await withDriver(server, async driver => {
    const { records } = await driver.executeQuery(
      'OPTIONAL MATCH (n) WITH n LIMIT 1 RETURN n IS NULL OR EXISTS { (:TestDatabase) } AS mayWipe',
    )
    if (!records[0]?.get('mayWipe')) {
      throw new Error(
        'NEO4J_TEST_URI names the same server as NEO4J_URI, and its database holds data that no test wrote. ' +
          'Name another server, or empty that database yourself.',
      )
    }
    await mark(driver)
  })
  return { ...server, stop: () => withDriver(server, mark) }
}

/** Tests also wipe the mark, so it is set before and after them. */
async function mark(driver: Driver): Promise<void> {
  await driver.executeQuery('MERGE (:TestDatabase)')
}

async function withDriver(server: TestNeo4j, work: (driver: Driver) => Promise<void>): Promise<void> {
  const driver = neo4j.driver(server.uri, neo4j.auth.basic(server.user, server.password), { telemetryDisabled: true })
  try {
    await work(driver)
  } finally {
    await driver.close()
  }
}

async function openContainer(log: Log, more: Readonly<Record<string, string>>): Promise<TestServer> {
  log(`starting a container of ${IMAGE}…`)
  const { Neo4jContainer } = await import('@testcontainers/neo4j')
  const settings = {
    ...HARDENED_SETTINGS,
    ...more,
    'server.memory.heap.max_size': MEMORY.heap,
    'server.memory.pagecache.size': MEMORY.pageCache,
  }
  const container = await new Neo4jContainer(IMAGE)
    .withPassword(randomBytes(12).toString('hex'))
    .withEnvironment(asEnvironment(settings))
    .start()
    .catch((error: Error) => {
      throw new ProviderUnavailable(`the container did not start: ${error.message}`)
    })
  return {
    uri: `bolt://${container.getHost()}:${container.getMappedPort(7687)}`,
    user: container.getUsername(),
    password: container.getPassword(),
    stop: async () => {
      await container.stop()
    },
  }
}

/** Concurrent runs get separate homes, because one would wipe the data of the other. */
async function openOwnHome(
  env: NodeJS.ProcessEnv,
  log: Log,
  settings: Readonly<Record<string, string>>,
): Promise<TestServer> {
  for (let at = 1; ; at++) {
    try {
      return await openNeo4j({
        home: join(DEFAULT_HOME, 'test', String(at)),
        exclusive: true,
        log,
        settings,
        env: { ...env, NEO4J_JARS: env.NEO4J_JARS || join(DEFAULT_HOME, 'lib'), NEO4J_WAY: 'java' },
      })
    } catch (error) {
      if (error instanceof Neo4jInUse && at < 8) continue
      if (error instanceof Neo4jUnavailable)
        throw new Error(error.message.replace(/NEO4J_(?=URI|USER|PASSWORD)/g, 'NEO4J_TEST_'))
      throw error
    }
  }
}
