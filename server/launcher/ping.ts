import { setTimeout as sleep } from 'node:timers/promises'
import neo4j from 'neo4j-driver'
import { firstLineOf } from './launcher-errors.ts'

export interface Credentials {
  uri: string
  user: string
  password: string
}

/** The outcome of one knock: the database `neo4j` took a statement, or why not. */
export interface PingResult {
  answers: boolean
  unauthorized: boolean
  /** What the server calls itself, such as "Neo4j/5.26.30". */
  agent?: string
  reason?: string
}

/** Connects once and runs a statement in the default database, which opens after Bolt does. Never throws. */
export async function ping({ uri, user, password }: Credentials): Promise<PingResult> {
  const driver = neo4j.driver(uri, neo4j.auth.basic(user, password), {
    connectionTimeout: 3000,
    connectionAcquisitionTimeout: 5000,
    maxConnectionPoolSize: 1,
    telemetryDisabled: true,
  })
  const session = driver.session({ defaultAccessMode: neo4j.session.READ })
  try {
    const { summary } = await session.run('RETURN 1', {}, { timeout: 5000 })
    return { answers: true, unauthorized: false, agent: summary.server.agent }
  } catch (thrown) {
    const code = (thrown as { code?: string }).code ?? ''
    return { answers: false, unauthorized: code.startsWith('Neo.ClientError.Security'), reason: firstLineOf(thrown) }
  } finally {
    await session.close().catch(() => {})
    await driver.close().catch(() => {})
  }
}

/**
 * Knocks until the server answers, refuses the password, or `hopeless` says that waiting is in vain.
 * The limit is in milliseconds.
 */
export async function pingUntil(
  credentials: Credentials,
  { limit, hopeless, signal }: { limit: number; hopeless: () => boolean; signal?: AbortSignal },
): Promise<PingResult> {
  const end = Date.now() + limit
  while (true) {
    const result = await ping(credentials)
    if (result.answers || result.unauthorized || hopeless() || Date.now() > end) return result
    await sleep(200, undefined, { signal })
  }
}
