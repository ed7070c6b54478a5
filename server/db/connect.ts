import type { Driver } from 'neo4j-driver'
import { neo4j } from './driver.ts'
import { patchMapReading } from './driver-maps.ts'

export type { Driver, ManagedTransaction } from 'neo4j-driver'

export interface Connection {
  uri: string
  user: string
  password: string
}

/** Whether an address names a cluster, or a server that may be one: the driver asks it which members read and which one writes. */
const isRouted = (uri: string): boolean => uri.startsWith('neo4j')
/** While a cluster elects another leader, nothing can be written. */
const ELECTION_MS = 30_000

/** Opens a driver that notices a lost database within about 5 s. */
export function connect({ uri, user, password }: Connection): Driver {
  patchMapReading()
  return neo4j().driver(uri, neo4j().auth.basic(user, password), {
    useBigInt: true,
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 5_000,
    maxTransactionRetryTime: isRouted(uri) ? ELECTION_MS : 3_000,
    telemetryDisabled: true,
    userAgent: 'who-left-where',
  })
}

/** Whether an error of the driver means that the database cannot be reached. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (UNREACHABLE.has(String(error.code)) ||
    isLostAtLogin(error) ||
    isPanicked(error) ||
    String(error.code).startsWith('Neo.TransientError.General.DatabaseUnavailable') ||
    /connection acquisition timed out/i.test(error.message))

/** Whether the database has given up, for example on a full disk: it answers nothing until Neo4j is restarted. */
export const isPanicked = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  String(error.code).startsWith('Neo.DatabaseError.') &&
  /critical error, and needs to be restarted/.test(error.message)

/** Whether a read should be retried at once, because the connection was lost and another may work. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (RETRYABLE.has(String(error.code)) || isLostAtLogin(error))

/** The driver calls the loss of a connection before the end of the login a protocol error. */
const isLostAtLogin = ({ code, message }: Error & { code?: unknown }): boolean =>
  code === 'ProtocolError' && /^(Failed to connect to server|Connection was closed by server)/.test(message)

/** The database has not come as far as the bookmarks that it was sent. */
const BOOKMARK_TIMEOUT = 'Neo.TransientError.Transaction.BookmarkTimeout'
export const isBehind = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === BOOKMARK_TIMEOUT

const RETRYABLE = new Set(['ServiceUnavailable', 'SessionExpired', 'Neo.TransientError.General.DatabaseUnavailable'])

const UNREACHABLE = new Set([
  'ServiceUnavailable',
  'SessionExpired',
  'Neo.TransientError.General.DatabaseUnavailable',
  BOOKMARK_TIMEOUT,
  'Neo.ClientError.Database.DatabaseNotFound',
])

/** Which limit of a transaction was exceeded, if any. */
export function limitHit(error: unknown): 'time' | 'memory' | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/Transaction(TimedOut|Terminated)|LockClientStopped/.test(code)) return 'time'
  if (/MemoryPoolOutOfMemory|OutOfMemory|TransactionOutOfMemory/.test(code)) return 'memory'
  return null
}

/** Whether the database rejected the user or the password. */
export const isUnauthorised = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Neo.ClientError.Security.')

export const UNAUTHORISED = 'Neo4j rejected the user and password: check NEO4J_USER and NEO4J_PASSWORD.'
