import type { AdhocLine, AdhocRequest, LIMITS } from '../../../cypher/adhoc.ts'
import { type Driver, limitHit } from '../../db/connect.ts'
import { toWire } from '../../db/values.ts'
import { cachedCatalog } from '../policy/database-catalog.ts'
import { Deadline, DeadlineExceeded } from '../policy/deadline.ts'
import { syntaxViolation } from '../policy/hints.ts'
import type { DriverPlan } from '../policy/plan-check.ts'
import { QueryPolicy } from '../policy/query-policy.ts'
import { readAdhocParams } from './adhoc-parameters.ts'
import { planOf } from './plan-tree.ts'
import { GraphGatherer } from './row-graph.ts'

/** What one statement may take; a request may lower rows, bytes and milliseconds. */
export interface StatementLimits {
  rows: number
  bytes: number
  milliseconds: number
  /** What the database may take beyond that to say that it stopped. */
  graceMilliseconds: number
  /** Nodes and relationships of one answer. */
  elements: number
  /** Bytes of one row, as the database sends it. */
  rowBytes: number
  /** How long the database may take to let go of a statement, and to tell what the gate has to know. */
  releaseMilliseconds: number
}

/** Small, so that a few long rows are not held a thousand at a time. */
const FETCH_SIZE = 200
const WATCH_MS = 50
/** What may still come of a statement that is to end, more than the rows that are fetched at a time usually have. */
const REST_BYTES = 4 * 2 ** 20

/** Whoever asked has gone. */
export class ClientDisconnected extends Error {
  override name = 'Gone'
}

/** One row is longer than any may be. What there is of it has to be thrown away. */
export class RowTooLarge extends Error {
  override name = 'TooLong'
}

type Limit = (typeof LIMITS)[number]

/** One line or more as text, each with its newline. */
export type TextLine = string

export interface StatementOptions {
  signal: AbortSignal
  /** Called when the database has let go of the statement, or has had the time to. */
  onReleased: () => void
  /** It is a question of ours: its text need not be judged. */
  trusted?: boolean
}

/** Runs ad hoc statements over a driver of its own: judged, counted, and cut off at their limits. */
export class Statements {
  readonly policy = new QueryPolicy()
  /** A row is too long, and what there is of it clogs the connection. */
  unusable = false
  readonly #driver: Driver
  readonly #limits: StatementLimits
  readonly #received: () => number
  readonly #census: ReturnType<typeof cachedCatalog>

  /** `received` gives the bytes that have come from the database so far. */
  constructor(driver: Driver, limits: StatementLimits, received = () => 0) {
    this.#driver = driver
    this.#limits = limits
    this.#received = received
    this.#census = cachedCatalog(driver, limits.releaseMilliseconds)
  }

  /** Ends its driver, and with it what is still running. */
  close(): Promise<void> {
    return this.#driver.close()
  }

  /**
   * Judges and runs one statement, once and never again, and gives the lines of the answer as they are asked for. What is
   * thrown before the first line is a refusal; after it, the fault of a stream that has begun.
   * @throws {PolicyViolation} if it may not run, {TooLong} at a row beyond its limit, {Gone}, or the driver's error
   */
  async *run(
    request: AdhocRequest,
    { signal, onReleased: free, trusted: own = false }: StatementOptions,
  ): AsyncGenerator<TextLine> {
    const timeout = Math.min(request.timeout ?? Number.POSITIVE_INFINITY, this.#limits.milliseconds)
    const deadline = new Deadline(timeout + this.#limits.graceMilliseconds)
    const { params, prepared, census } = await this.#ready(request, own, deadline).catch(error => {
      deadline.stop()
      free()
      throw error
    })
    const mode = prepared.mode ?? request.mode
    const session = this.#driver.session({ defaultAccessMode: 'READ', fetchSize: FETCH_SIZE })
    // Closing sends RESET and is done when the database has let go. Only then is there room for another statement.
    let closed = false
    const close = () => {
      if (closed) return
      closed = true
      const most = this.#received() + REST_BYTES
      const over = () => {
        clearTimeout(giveUp)
        clearInterval(rest)
        free()
      }
      const giveUp = setTimeout(over, this.#limits.releaseMilliseconds)
      // A row that is still on its way comes to its end first, however long it is.
      const rest = setInterval(() => {
        if (this.#received() <= most) return
        this.unusable = true
        over()
      }, WATCH_MS)
      session.close().then(over, over)
    }
    const watch = this.#watch(deadline)
    signal.addEventListener('abort', close)
    const soon = <T>(work: PromiseLike<T>): Promise<T> => {
      // After a slow reader the deadline may have passed: then nobody waits for the work, nor for how it fails.
      if (deadline.elapsed > timeout) work.then(undefined, () => {})
      return deadline.race(work)
    }
    try {
      if (signal.aborted) throw new ClientDisconnected()
      const transaction = session.beginTransaction({ timeout })
      const { hints, plan } = await soon(this.policy.authorise(transaction, prepared, params, census))
      if (mode === 'explain') {
        yield line({ type: 'head', mode, columns: [], hints })
        yield line({ type: 'plan', plan: planOf(plan) })
        return yield line(summaryOf(deadline, { rows: 0 }))
      }
      const result = transaction.run(mode === 'profile' ? `PROFILE\n${prepared.text}` : prepared.text, params)
      const columns = (await soon(result.keys())).map(String)
      yield line({ type: 'head', mode, columns, hints })
      const rows = new Rows(request, this.#limits)
      try {
        const records = result[Symbol.asyncIterator]()
        for (;;) {
          // After RESET is sent, whoever takes rows that have come has the driver ask for more, which the server takes for a fault.
          if (signal.aborted) throw new ClientDisconnected()
          watch.began()
          const { done, value } = await soon(records.next())
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
      throw syntaxViolation(error, prepared.tokens, mode === 'profile' ? 1 : 0) ?? error
    } finally {
      deadline.stop()
      watch.stop()
      signal.removeEventListener('abort', close)
      close()
    }
  }

  async #ready(request: AdhocRequest, own: boolean, deadline: Deadline) {
    const params = readAdhocParams(request.params)
    const prepared = this.policy.prepare(request.query, params, own)
    return { params, prepared, census: await deadline.race(this.#census()) }
  }

  /** The driver gives a row when it has all of it, so what comes meanwhile is counted beside it. */
  #watch(deadline: Deadline) {
    let most = Number.POSITIVE_INFINITY
    const timer = setInterval(() => {
      if (this.#received() <= most) return
      this.unusable = true
      deadline.fail(new RowTooLarge())
    }, WATCH_MS)
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
  rows: 'There are more rows than the limit. Ask for fewer, or aggregate.',
  bytes: 'The answer is longer than the limit. Return fewer columns or rows.',
  time: 'The time was over. Narrow the pattern, bound its length, or begin from an indexed property.',
  memory:
    'The database would have needed more memory than a statement may have. Aggregate less at a time, or add LIMIT.',
  graph: 'There are more nodes and relationships than one answer may have. Return fewer, or graph: "off".',
}

/** The limit that an error means, if one. */
export const limitOf = (error: unknown): 'time' | 'memory' | 'bytes' | null => {
  if (error instanceof RowTooLarge) return 'bytes'
  return error instanceof DeadlineExceeded ? 'time' : limitHit(error)
}

/** Rows on their way out, counted. */
class Rows {
  rows = 0
  limit: Limit | null = null
  readonly graph: GraphGatherer | undefined
  #bytes = 0
  readonly #most: { rows: number; bytes: number; elements: number }
  readonly #silent: boolean
  constructor({ limit, bytes, graph }: AdhocRequest, limits: StatementLimits) {
    this.#most = {
      rows: Math.min(limit ?? Number.POSITIVE_INFINITY, limits.rows),
      bytes: Math.min(bytes ?? Number.POSITIVE_INFINITY, limits.bytes),
      elements: limits.elements,
    }
    this.graph = graph === 'off' ? undefined : new GraphGatherer()
    this.#silent = graph === 'only'
  }

  /** The lines of one row: its own, and now and then a chunk of columns. */
  take(record: { keys: PropertyKey[]; get(at: number): unknown }): string {
    if (this.rows >= this.#most.rows) {
      this.limit = 'rows'
      return ''
    }
    this.rows++
    const { graph } = this
    const values = record.keys.map((_, at) => (graph ? graph.refer(record.get(at)) : toWire(record.get(at))))
    const chunk = graph?.take(false)
    const text = (this.#silent ? '' : line({ type: 'row', values })) + (chunk ? line(chunk) : '')
    // Characters and not bytes, which would have to be counted anew; beyond ASCII it is up to three times as much.
    this.#bytes += text.length
    if (graph && graph.nodes + graph.relationships > this.#most.elements) this.limit = 'graph'
    if (this.#bytes > this.#most.bytes) this.limit = 'bytes'
    return text
  }

  /** What the columns have not given yet, so that every reference has its node. */
  rest(): string {
    const chunk = this.graph?.take(true)
    return chunk ? line(chunk) : ''
  }
}
