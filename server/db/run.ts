import type { Driver, ManagedTransaction } from './connect.ts'
import { findEntity } from './entity.ts'
import type { Question } from './files.ts'
import { toCypher, toWire } from './wire.ts'

export interface Answer {
  /** The parameters as Cypher got them: ids for names, days for vague dates. */
  params: Record<string, unknown>
  columns: string[]
  rows: Record<string, unknown>[]
  truncated: boolean
  total?: number
}

const TIMEOUT_MS = 20_000

/**
 * Asks one question in one read transaction of at most 20 s. `params` have passed the question's schema.
 * @throws {EntityError} if a parameter names nobody or more than one
 */
export async function ask(driver: Driver, question: Question, params: Record<string, unknown>): Promise<Answer> {
  const session = driver.session({ defaultAccessMode: 'READ' })
  try {
    return await session.executeRead(transaction => answer(transaction, question, params), { timeout: TIMEOUT_MS })
  } finally {
    await session.close()
  }
}

async function answer(
  transaction: ManagedTransaction,
  question: Question,
  given: Record<string, unknown>,
): Promise<Answer> {
  const params = { ...given }
  for (const [name, kind] of Object.entries(question.entities ?? {}))
    if (kind && typeof params[name] === 'string') params[name] = await findEntity(transaction, kind, name, params[name])
  const result = await transaction.run(question.cypher, toCypher(params))
  const columns = Object.keys(question.row.shape)
  const rows = result.records.map(record =>
    Object.fromEntries(columns.map(column => [column, toWire(record.get(column))])),
  )
  if (!question.counted) return { params, columns, rows, truncated: false }
  const total = Number(result.records[0]?.get('total') ?? 0)
  return { params, columns, rows, truncated: total > rows.length, total }
}
