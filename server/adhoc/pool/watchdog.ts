import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, connect, isUnauthorised, isUnreachable } from '../../db/connect.ts'

/** A statement that runs in the database. */
export interface WatchedStatement {
  /** In the metadata of its transaction. */
  id: string
  /** Milliseconds that it may run. */
  timeout: number
}

export interface WatchdogLimits {
  graceMilliseconds: number
  /** How long after its deadline the database may run a statement, before its Neo4j is ended. */
  overrunMilliseconds: number
}

/** Ends the Neo4j process that ran when `killSwitch` was called, and no later one. Something else restarts it. */
export type KillSwitch = () => () => Promise<void>

/** The database of ad hoc statements. Without `killSwitch`, its Neo4j cannot be ended from here. */
export interface AdhocServer extends Connection {
  killSwitch?: KillSwitch | undefined
}

const POLL_MS = 1_000
/** Less than the driver takes to notice that a server is silent. */
const SILENCE_MS = 2_500

/** What the database says about a statement: it runs, it does not, or nothing. */
type Finding = 'runs' | 'over' | 'silent'

/**
 * Makes sure that no statement outlives its deadline. Neo4j stops a statement only between rows, so one expression can run for
 * hours after its transaction was terminated; then only the end of the process stops it.
 */
export class Watchdog {
  readonly #server: AdhocServer
  readonly #limits: WatchdogLimits
  readonly #closing = new AbortController()
  #isRestarting = false

  constructor(server: AdhocServer, limits: WatchdogLimits) {
    this.#server = server
    this.#limits = limits
  }

  /** Whether Neo4j was ended and does not answer yet. */
  get isRestarting(): boolean {
    return this.#isRestarting
  }

  /**
   * Watches a statement from now on. If it is still there when its time is over, `onOverrun` is called, and Neo4j is ended if it can
   * be. `onBack` is called when it answers again. The returned function says that the database has released the statement.
   */
  watch(statement: WatchedStatement, onOverrun: () => void, onBack: () => void): () => void {
    const released = new AbortController()
    const signal = AbortSignal.any([released.signal, this.#closing.signal])
    void this.#follow(statement, onOverrun, onBack, signal).catch(() => {})
    return () => released.abort()
  }

  close(): void {
    this.#closing.abort()
  }

  async #follow(
    { id, timeout }: WatchedStatement,
    onOverrun: () => void,
    onBack: () => void,
    signal: AbortSignal,
  ): Promise<void> {
    const end = performance.now() + timeout + this.#limits.overrunMilliseconds
    const kill = this.#server.killSwitch?.()
    await sleep(timeout + Math.min(this.#limits.graceMilliseconds, this.#limits.overrunMilliseconds), undefined, {
      signal,
      ref: false,
    })
    for (;;) {
      const finding = await this.#terminate(id)
      if (finding === 'over' || signal.aborted) return
      if (performance.now() >= end) break
      await sleep(Math.min(POLL_MS, Math.max(0, end - performance.now())), undefined, { signal, ref: false })
    }
    onOverrun()
    // Another statement has ended it already, and a container would be restarted twice.
    if (!kill || this.#isRestarting) return
    this.#isRestarting = true
    try {
      await kill()
      while (!(await this.#answers())) await sleep(POLL_MS / 4, undefined, { signal: this.#closing.signal, ref: false })
      onBack()
    } finally {
      this.#isRestarting = false
    }
  }

  /** Terminates the transaction of a statement, if there is one. */
  #terminate(id: string): Promise<Finding> {
    return this.#ask(
      `SHOW TRANSACTIONS YIELD transactionId AS own, metaData
       WHERE metaData.adhoc = $id
       TERMINATE TRANSACTIONS own YIELD transactionId RETURN transactionId`,
      { id },
      rows => (rows > 0 ? 'runs' : 'over'),
    )
  }

  async #answers(): Promise<boolean> {
    return (await this.#ask('RETURN 1', {}, () => 'runs')) === 'runs'
  }

  /** A database that refuses connections has lost its statements. */
  async #ask(cypher: string, params: object, toFinding: (rows: number) => Finding): Promise<Finding> {
    const driver = connect(this.#server)
    const session = driver.session()
    const asked = session.run(cypher, params, { timeout: 2 * SILENCE_MS }).then(
      ({ records }) => toFinding(records.length),
      error => (isUnreachable(error) || isUnauthorised(error) ? 'over' : 'silent'),
    )
    try {
      return await Promise.race([asked, sleep(SILENCE_MS, 'silent' as const, { ref: false })])
    } finally {
      // Not awaited, because a silent server never confirms.
      void driver.close().catch(() => {})
    }
  }
}
