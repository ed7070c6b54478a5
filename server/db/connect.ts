import neo4j, { type Driver } from 'neo4j-driver'
import { patchMapReading } from './driver-maps.ts'

export type { Driver, ManagedTransaction } from 'neo4j-driver'

export interface Connection {
  uri: string
  user: string
  password: string
}

/** A driver that gives up soon enough for a reader to be told: a lost database is noticed within about 5 s. */
export function connect({ uri, user, password }: Connection): Driver {
  patchMapReading()
  return neo4j.driver(uri, neo4j.auth.basic(user, password), {
    useBigInt: true,
    connectionTimeout: 3_000,
    connectionAcquisitionTimeout: 5_000,
    maxTransactionRetryTime: 3_000,
    telemetryDisabled: true,
    userAgent: 'who-left-where',
  })
}

/** Whether an error of the driver means that the database cannot be reached, and not that the work was wrong. */
export const isUnreachable = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (UNREACHABLE.has(String(error.code)) ||
    String(error.code).startsWith('Neo.TransientError.General.DatabaseUnavailable') ||
    /connection acquisition timed out/i.test(error.message))

/** Whether a read that failed so is worth asking again at once: the line was cut, and another may be there. */
export const isRetryable = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && RETRYABLE.has(String(error.code))

const RETRYABLE = new Set(['ServiceUnavailable', 'SessionExpired', 'Neo.TransientError.General.DatabaseUnavailable'])

const UNREACHABLE = new Set([
  'ServiceUnavailable',
  'SessionExpired',
  'Neo.TransientError.General.DatabaseUnavailable',
  'Neo.ClientError.Database.DatabaseNotFound',
])

/** The limit of a transaction's that an error means, if one. */
export function limitHit(error: unknown): 'time' | 'memory' | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/Transaction(TimedOut|Terminated)|LockClientStopped/.test(code)) return 'time'
  if (/MemoryPoolOutOfMemory|OutOfMemory|TransactionOutOfMemory/.test(code)) return 'memory'
  return null
}

/** Whether the database is there but does not take our name and password. */
export const isUnauthorised = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('Neo.ClientError.Security.')

/** What the person who started a command is told then. */
export const UNAUTHORISED = 'Neo4j does not take this user and password: check NEO4J_USER and NEO4J_PASSWORD.'
