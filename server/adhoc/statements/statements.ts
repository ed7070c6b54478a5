import type { AdhocLine, AdhocRequest, LIMITS } from '../../../cypher/adhoc.ts'
import { type Driver, limitHit } from '../../db/connect.ts'
import { openReadingSession } from '../../db/database-session.ts'
import { toWire } from '../../db/values.ts'
import { cachedCatalog } from '../policy/database-catalog.ts'
import { Deadline, DeadlineExceeded } from '../policy/deadline.ts'
import { missingParameter } from '../policy/hints.ts'
import type { DriverPlan } from '../policy/plan-check.ts'
import { QueryPolicy } from '../policy/query-policy.ts'
import { readAdhocParams, timeoutOf } from './adhoc-parameters.ts'
import { planOf } from './plan-tree.ts'
import { GraphGatherer } from './row-graph.ts'

/** The limits of one statement; a request may lower rows, bytes and milliseconds. */
export interface StatementLimits {
  rows: number
  bytes: number
  milliseconds: number
  /** How much longer the database may take to confirm that it stopped. */
  graceMilliseconds: number
  /** Nodes and relationships in one answer. */
  elements: number
  /** Bytes of one row as the database sends it. */
  rowBytes: number
  /** How long the database may take to release a statement, and to return the catalog. */
  releaseMilliseconds: number
}

/** Small, because rows can be long. */
const FETCH_SIZE = 200
const POLL_MS = 50
/** Bytes that may still arrive after a cancellation: more than one fetch usually has. */
const MAX_REST_BYTES = 4 * 2 ** 20

/** The client has disconnected. */
export class ClientDisconnected extends Error {
  override name = 'ClientDisconnected'
}

/** A row is larger than the limit. The part that has arrived is discarded. */
export class RowTooLarge extends Error {
  override name = 'RowTooLarge'
}

type Limit = (typeof LIMITS)[number]

/** One or more lines, each with its newline. */
export type TextLine = string

export interface StatementOptions {
  /** Marks the transaction, so that the server can find it: `adhoc` in its metadata. */
  id?: string
  signal: AbortSignal
  /** Bookmarks that the statement must not fall behind. */
  bookmarks?: readonly string[]
  /** Called when the database has released the statement, or the time for that is over. */
  onReleased: () => void
}

/** Checks and runs ad hoc statements within their limits, with a driver of its own. */
export class Statements {
  readonly policy = new QueryPolicy()
  /** A large row blocks the connection, so that no other statement can run. */
  unusable = false
  readonly #driver: Driver
  readonly #limits: StatementLimits
  readonly #received: () => number
  readonly #catalog: ReturnType<typeof cachedCatalog>

  /** `received` returns the number of bytes received from the database so far. */
  constructor(driver: Driver, limits: StatementLimits, received = () => 0) {
    this.#driver = driver
    this.#limits = limits
    this.#received = received
    this.#catalog = cachedCatalog(driver, limits.releaseMilliseconds)
  }

  /** Closes the driver, which cancels running statements. */
  close(): Promise<void> {
    return this.#driver.close()
  }

  /**
   * Checks and runs one statement once, and streams the lines of the answer.
   * @throws {PolicyViolation} if it may not run
   * @throws {RowTooLarge}
   * @throws {ClientDisconnected}
   * @throws the driver's error
   */
  async *run(
    request: AdhocRequest,
    { id = '', signal, onReleased, bookmarks = [] }: StatementOptions,
  ): AsyncGenerator<TextLine> {
    const timeout = timeoutOf(request, this.#limits)
    const deadline = new Deadline(timeout + this.#limits.graceMilliseconds)
    const { params, prepared, catalog } = await this.#prepare(request, deadline).catch(error => {
      deadline.stop()
      onReleased()
      throw error
    })
    const mode = prepared.mode ?? request.mode
    const session = openReadingSession(this.#driver, { fetchSize: FETCH_SIZE, bookmarks: [...bookmarks] })
    // close() sends RESET and resolves when the database has released the statement. Only then may another one run.
    let closed = false
    const close = () => {
      if (closed) return
      closed = true
      const most = this.#received() + MAX_REST_BYTES
      const finish = () => {
        clearTimeout(giveUp)
        clearInterval(rest)
        onReleased()
      }
      const giveUp = setTimeout(finish, this.#limits.releaseMilliseconds)
      // The database first finishes sending the current row, however long it is.
      const rest = setInterval(() => {
        if (this.#received() <= most) return
        this.unusable = true
        finish()
      }, POLL_MS)
      session.close().then(finish, finish)
    }
    const watch = this.#watch(deadline)
    signal.addEventListener('abort', close)
    const race = <T>(work: PromiseLike<T>): Promise<T> => {
      // With a slow client, the deadline may have passed already. Then a later rejection must be handled here.
      if (deadline.elapsed > timeout) work.then(undefined, () => {})
      return deadline.race(work)
    }
    try {
      if (signal.aborted) throw new ClientDisconnected()
      const transaction = session.beginTransaction({ timeout, metadata: { app: 'who-left-where', adhoc: id } })
      const { hints, plan } = await race(this.policy.authorise(transaction, prepared, params, catalog))
      if (mode === 'explain') {
        yield line({ type: 'head', mode, columns: [], hints })
        yield line({ type: 'plan', plan: planOf(plan) })
        return yield line(summaryOf(deadline, { rows: 0 }))
      }
      const result = transaction.run(mode === 'profile' ? `PROFILE\n${prepared.text}` : prepared.text, params)
      const columns = (await race(result.keys())).map(String)
      yield line({ type: 'head', mode, columns, hints })
      const rows = new Rows(request, this.#limits)
      try {
        const records = result[Symbol.asyncIterator]()
        for (;;) {
          // After RESET, reading on would make the driver request more rows, which the server rejects.
          if (signal.aborted) throw new ClientDisconnected()
          watch.began()
          const { done, value } = await race(records.next())
          watch.ended()
          if (done) {
            if (mode === 'profile' && value.profile)
              yield line({ type: 'plan', plan: planOf(value.profile as DriverPlan) })
            break
          }
          const text = rows.take(value)
          if (text !== '') yield text
          if (rows.limit) break
        }
      } catch (error) {
        rows.limit = limitOf(error)
        if (!rows.limit || signal.aborted) throw error
      }
      const rest = rows.rest()
      if (rest !== '') yield rest
      yield line(summaryOf(deadline, rows))
    } catch (error) {
      if (signal.aborted) throw new ClientDisconnected()
      throw missingParameter(error) ?? error
    } finally {
      deadline.stop()
      watch.stop()
      signal.removeEventListener('abort', close)
      close()
    }
  }

  async #prepare(request: AdhocRequest, deadline: Deadline) {
    const params = readAdhocParams(request.params)
    const prepared = this.policy.prepare(request.query, params)
    return { params, prepared, catalog: await deadline.race(this.#catalog()) }
  }

  /** Limits the size of a row. The driver returns a row only when it is complete, so the received bytes are counted. */
  #watch(deadline: Deadline) {
    let most = Number.POSITIVE_INFINITY
    const timer = setInterval(() => {
      if (this.#received() <= most) return
      this.unusable = true
      deadline.fail(new RowTooLarge())
    }, POLL_MS)
    return {
      began: () => {
        most = this.#received() + this.#limits.rowBytes
      },
      ended: () => {
        most = Number.POSITIVE_INFINITY
      },
      stop: () => clearInterval(timer),
    }
  }
}

const line = (value: AdhocLine): TextLine => `${JSON.stringify(value)}\n`

const summaryOf = (
  deadline: Deadline,
  { rows, graph, limit = null }: { rows: number; graph?: GraphGatherer; limit?: Limit | null },
): AdhocLine => ({
  type: 'summary',
  rows,
  nodes: graph?.nodes ?? 0,
  relationships: graph?.relationships ?? 0,
  milliseconds: Math.round(deadline.elapsed),
  limit,
  ...(limit ? { message: MESSAGES[limit] } : {}),
})

const MESSAGES: Record<Limit, string> = {
  rows: 'The answer has more rows than the limit. Request fewer, or aggregate.',
  bytes: 'The answer is larger than the limit. Return fewer columns or rows.',
  time: 'The statement took too long. Narrow the pattern, bound its length, or start from an indexed property.',
  memory: 'The statement needs more memory than one statement may use. Aggregate less at a time, or add LIMIT.',
  graph: 'The answer has more nodes and relationships than the limit. Return fewer, or set graph to "off".',
}

/** The limit that was exceeded, if an error means that. */
export const limitOf = (error: unknown): 'time' | 'memory' | 'bytes' | null => {
  if (error instanceof RowTooLarge) return 'bytes'
  return error instanceof DeadlineExceeded ? 'time' : limitHit(error)
}

/** Converts rows to lines and counts them. */
class Rows {
  rows = 0
  limit: Limit | null = null
  readonly graph: GraphGatherer | undefined
  #bytes = 0
  readonly #limits: { rows: number; bytes: number; elements: number }
  readonly #graphOnly: boolean
  constructor({ limit, bytes, graph }: AdhocRequest, limits: StatementLimits) {
    this.#limits = {
      rows: Math.min(limit ?? Number.POSITIVE_INFINITY, limits.rows),
      bytes: Math.min(bytes ?? Number.POSITIVE_INFINITY, limits.bytes),
      elements: limits.elements,
    }
    this.graph = graph === 'off' ? undefined : new GraphGatherer()
    this.#graphOnly = graph === 'only'
  }

  /** The line of one row, and a graph chunk when one is full. */
  take(record: { keys: PropertyKey[]; get(at: number): unknown }): string {
    if (this.rows >= this.#limits.rows) {
      this.limit = 'rows'
      return ''
    }
    this.rows++
    const { graph } = this
    const values = record.keys.map((_, at) => (graph ? graph.refer(record.get(at)) : toWire(record.get(at))))
    const chunk = graph?.take(false)
    const text = (this.#graphOnly ? '' : line({ type: 'row', values })) + (chunk ? line(chunk) : '')
    // Counts characters, which is cheaper than bytes; non-ASCII text has up to three times as many bytes.
    this.#bytes += text.length
    if (graph && graph.nodes + graph.relationships > this.#limits.elements) this.limit = 'graph'
    if (this.#bytes > this.#limits.bytes) this.limit = 'bytes'
    return text
  }

  /** The last graph chunk. */
  rest(): string {
    const chunk = this.graph?.take(true)
    return chunk ? line(chunk) : ''
  }
}
