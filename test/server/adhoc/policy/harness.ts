import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cachedCatalog } from '../../../../server/adhoc/policy/database-catalog.ts'
import { syntaxViolation } from '../../../../server/adhoc/policy/hints.ts'
import { PolicyViolation, QueryPolicy } from '../../../../server/adhoc/policy/query-policy.ts'
import { readAdhocParams } from '../../../../server/adhoc/statements/adhoc-parameters.ts'
import type { Driver } from '../../../../server/db/connect.ts'

export interface Case {
  cypher: string
  expect: 'accept' | 'reject' | 'limit'
  why: string
  needs?: string
  params?: Record<string, unknown>
}

/** The folder of cases: one a line. `port` is where a request out of the database would be seen. */
export const readCases = (port: number): Case[] =>
  readFileSync(new URL('./cypher-cases.jsonl', import.meta.url), 'utf8')
    .replaceAll('CANARY', String(port))
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as Case)

/** A server that must never be asked. */
export async function openCanary(): Promise<{ port: number; seen: string[]; close(): void }> {
  const seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(String(request.url))
    response.end('a,b\n1,2\n')
  })
  server.on('connection', socket => seen.push(`connection from port ${socket.remotePort}`))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { port: (server.address() as AddressInfo).port, seen, close: () => server.close() }
}

/** A hash of the database: nodes, relationships, schema, users, and all names ever used. */
export async function digestStore(driver: Driver): Promise<string> {
  const hash = createHash('sha256')
  for (const cypher of [
    'MATCH (n) RETURN elementId(n) AS id, labels(n) AS labels, properties(n) AS properties ORDER BY id',
    'MATCH (a)-[r]->(b) RETURN elementId(r) AS id, type(r) AS type, elementId(a) AS a, elementId(b) AS b, properties(r) AS properties ORDER BY id',
    'CALL db.labels() YIELD label RETURN label ORDER BY label',
    'CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type ORDER BY type',
    'CALL db.propertyKeys() YIELD propertyKey RETURN propertyKey ORDER BY propertyKey',
    'SHOW INDEXES YIELD name, type, labelsOrTypes, properties',
    'SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties',
    'SHOW USERS YIELD user, suspended',
    'SHOW SETTINGS YIELD name, value',
  ]) {
    const { records } = await driver.executeQuery(cypher)
    for (const record of records)
      hash.update(JSON.stringify(record.toObject(), (_key, value) => (typeof value === 'bigint' ? `${value}n` : value)))
  }
  return hash.digest('hex')
}

export type Outcome =
  | { kind: 'refused'; rule: string; error: PolicyViolation }
  | { kind: 'ran'; updates: boolean; rows: number }
  | { kind: 'stopped'; code: string }

/** Milliseconds. Long enough that no statement fails because the machine is busy. */
const [SHORT, LONG] = [2_000, 60_000]

/** Runs statements behind the policy, in sessions of the given mode, and commits, so that an accepted write would remain. */
export function withPolicy(driver: Driver, mode: 'READ' | 'WRITE') {
  const policy = new QueryPolicy()
  const catalog = cachedCatalog(driver, 60_000)
  return async ({ cypher, params = {}, expect }: Pick<Case, 'cypher' | 'params'> & Partial<Case>): Promise<Outcome> => {
    const timeout = expect === 'accept' || expect === 'reject' ? LONG : SHORT
    const session = driver.session({ defaultAccessMode: mode, fetchSize: 100 })
    try {
      const given = readAdhocParams(params)
      const prepared = policy.prepare(cypher, given)
      const transaction = session.beginTransaction({ timeout })
      await policy.authorise(transaction, prepared, given, await catalog())
      const prefix = prepared.mode ? `${prepared.mode.toUpperCase()}\n` : ''
      const { records, summary } = await transaction.run(prefix + prepared.text, given).catch(error => {
        throw syntaxViolation(error, prepared.tokens, prefix ? 1 : 0) ?? error
      })
      await transaction.commit()
      return { kind: 'ran', updates: updatesOf(summary.counters), rows: records.length }
    } catch (error) {
      if (error instanceof PolicyViolation) return { kind: 'refused', rule: error.rule, error }
      if (error instanceof Error && 'code' in error) return { kind: 'stopped', code: String(error.code) }
      throw error
    } finally {
      await session.close()
    }
  }
}

const updatesOf = (counters: { containsUpdates(): boolean; containsSystemUpdates(): boolean }) =>
  counters.containsUpdates() || counters.containsSystemUpdates()

/** Does all of the work, so much at a time. */
export async function side<T>(work: readonly T[], atATime: number, each: (item: T) => Promise<void>): Promise<void> {
  const queue = work[Symbol.iterator]()
  await Promise.all(
    Array.from({ length: atATime }, async () => {
      for (const item of queue) await each(item)
    }),
  )
}
