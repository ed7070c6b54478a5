import { setTimeout as sleep } from 'node:timers/promises'
import { neo4j } from '../db/driver.ts'
import { firstLineOf } from './launcher-errors.ts'

export interface Credentials {
  uri: string
  user: string
  password: string
}

export interface PingResult {
  /** The database `neo4j` ran a statement. */
  answers: boolean
  unauthorized: boolean
  /** The server's name and version, such as "Neo4j/5.26.30". */
  agent?: string
  /** Why it does not answer. */
  reason?: string
}

/** Connects once and runs a statement in the default database, which opens later than Bolt. Never throws. */
export async function ping({ uri, user, password }: Credentials): Promise<PingResult> {
  const driver = neo4j().driver(uri, neo4j().auth.basic(user, password), {
    connectionTimeout: 3000,
    connectionAcquisitionTimeout: 5000,
    maxConnectionPoolSize: 1,
    telemetryDisabled: true,
  })
  const session = driver.session({ defaultAccessMode: neo4j().session.READ })
  try {
    const { summary } = await session.run('RETURN 1', {}, { timeout: 5000 })
    return { answers: true, unauthorized: false, agent: summary.server.agent }
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    return { answers: false, unauthorized: code.startsWith('Neo.ClientError.Security'), reason: firstLineOf(error) }
  } finally {
    await session.close().catch(() => {})
    await driver.close().catch(() => {})
  }
}

/** Pings until the server answers or rejects the password, `hasFailed` returns true, or `limit` milliseconds are over. */
export async function pingUntil(
  credentials: Credentials,
  { limit, hasFailed, signal }: { limit: number; hasFailed: () => boolean; signal?: AbortSignal },
): Promise<PingResult> {
  const end = Date.now() + limit
  while (true) {
    const result = await ping(credentials)
    if (result.answers || result.unauthorized || hasFailed() || Date.now() > end) return result
    await sleep(200, undefined, { signal })
  }
}
