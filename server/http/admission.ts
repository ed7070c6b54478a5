import { availableParallelism } from 'node:os'
import type { RequestHandler, Response } from 'express'
import type { HttpErrorBody } from '../../cypher/wire.ts'
import { TIMEOUT_MS } from '../db/bookmark.ts'

/** The limits of named questions: how many run at a time at most, how many may wait, and how long one may take, waiting included. */
export interface QuestionLimits {
  concurrent: number
  waiting: number
  milliseconds: number
}

export const QUESTION_LIMITS: QuestionLimits = {
  // More at a time only share the database's cores, and each becomes slower.
  concurrent: Math.max(8, 4 * availableParallelism()),
  waiting: 256,
  milliseconds: TIMEOUT_MS,
}

/**
 * The largest share of the time that the event loop should be busy. A busier one accepts connections so slowly that requests
 * wait for many seconds in the system's queue, where they cannot be refused.
 */
const MAX_BUSY = 0.8
/** How often the number of questions that run at a time is adjusted. */
const ADJUST_MS = 100
/** As few questions at a time still use several cores of the database. */
const FEWEST = 2

/** A queue may be this long busy before it counts as overload: a page asks several questions at once. */
const BURST_MS = 500
/** The longest wait within a burst. */
const MAX_WAIT_MS = 2_000
const RETRY_SECONDS = 2

interface Waiting {
  since: number
  enter: () => void
  refuse: () => void
  leave: () => void
}

/**
 * Admits requests in order of arrival. In a lasting overload, a queue makes every answer late and lets none of them be
 * sent sooner; so once it has not been empty for half a second, a request waits no longer than two usual answers take, and is
 * refused after that (the rule of CoDel). Fewer run at a time while the event loop is too busy.
 */
export class Admission {
  readonly #limits: Pick<QuestionLimits, 'concurrent' | 'waiting'>
  /** The share of the time that the event loop was busy since the last call. */
  readonly #busy: () => number
  readonly #queue: Waiting[] = []
  #running = 0
  #allowed: number
  #adjusted = 0
  #lastEmpty = 0
  #overloadedUntil = 0
  /** The usual time of an answer in milliseconds, as a moving average. */
  #usual = 0

  constructor(limits: Pick<QuestionLimits, 'concurrent' | 'waiting'>, busy = eventLoopUse()) {
    this.#limits = limits
    this.#busy = busy
    this.#allowed = limits.concurrent
  }

  /** Calls `enter` when the request may run, with a function to call at its end, or `refuse`. Returns how to leave the queue. */
  request(enter: (end: () => void) => void, refuse: () => void, now = performance.now()): () => void {
    if (this.#queue.length === 0) this.#lastEmpty = now
    this.#adjust(now)
    const start = () => enter(this.#start())
    if (this.#running < this.#allowed && this.#queue.length === 0) start()
    else if (this.#queue.length >= this.#limits.waiting) refuse()
    else {
      const leave = () => {
        clearTimeout(timer)
        const at = this.#queue.indexOf(waiting)
        if (at >= 0) this.#queue.splice(at, 1)
      }
      const waiting = { since: now, enter: start, refuse, leave }
      // Where nothing is answered, as by a database that hangs, no place in the queue is ever free.
      const timer = setTimeout(() => {
        leave()
        refuse()
      }, MAX_WAIT_MS)
      this.#queue.push(waiting)
      return leave
    }
    return () => {}
  }

  #start(): () => void {
    this.#running++
    const from = performance.now()
    let isRunning = true
    return () => {
      if (!isRunning) return
      isRunning = false
      this.#running--
      const now = performance.now()
      this.#usual += (now - from - this.#usual) / 32
      this.#adjust(now)
      this.#next(now)
    }
  }

  #adjust(now: number): void {
    const passed = Math.floor((now - this.#adjusted) / ADJUST_MS)
    if (passed === 0) return
    this.#adjusted = now
    const { concurrent } = this.#limits
    const wanted = this.#allowed + (this.#busy() > MAX_BUSY ? -1 : passed)
    this.#allowed = Math.min(concurrent, Math.max(Math.min(FEWEST, concurrent), wanted))
  }

  #next(now: number): void {
    const isOverloaded = now - this.#lastEmpty > BURST_MS || now < this.#overloadedUntil
    const longest = isOverloaded ? 2 * this.#usual : MAX_WAIT_MS
    for (let [first] = this.#queue; first && this.#running < this.#allowed; [first] = this.#queue) {
      first.leave()
      if (this.#queue.length === 0) this.#lastEmpty = now
      if (now - first.since <= longest) {
        first.enter()
        continue
      }
      // Refusals empty the queue, which would look like the end of the overload.
      this.#overloadedUntil = now + BURST_MS
      first.refuse()
    }
  }
}

function eventLoopUse(): () => number {
  let last = performance.eventLoopUtilization()
  return () => {
    const now = performance.eventLoopUtilization()
    const { utilization } = performance.eventLoopUtilization(now, last)
    last = now
    return utilization
  }
}

/**
 * Lets a bounded number of questions run and wait; the others get 503 with Retry-After. It comes before the log and all else,
 * so that a refusal costs almost nothing.
 */
export function admit(limits: QuestionLimits, onRefused: () => void): RequestHandler {
  const admission = new Admission(limits)
  return (request, response, next) => {
    response.locals.arrived = performance.now()
    const leave = admission.request(
      end => {
        response.once('close', end)
        next()
      },
      () => {
        onRefused()
        refuse(response, request.headers.accept ?? '')
      },
    )
    response.once('close', leave)
  }
}

const MESSAGE = `The server is answering as many questions as it can. Try again in ${RETRY_SECONDS} s.`
const JSON_BODY = JSON.stringify({ error: { code: 'overloaded', message: MESSAGE } } satisfies HttpErrorBody)
const HTML_BODY = `<!doctype html><html lang="en"><title>Overloaded</title><p>${MESSAGE}</p></html>`

function refuse(response: Response, accept: string): void {
  const isPage = accept.includes('text/html')
  const body = isPage ? HTML_BODY : JSON_BODY
  response.writeHead(503, {
    'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Content-Security-Policy': "default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    'Retry-After': RETRY_SECONDS,
  })
  response.end(body)
}
