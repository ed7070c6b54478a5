import type { Request, Response } from 'express'
import type { ErrorLine } from '../../cypher/wire.ts'
import type { HttpError } from '../lib/http-errors.ts'
import { reportError } from './request-id.ts'
import { raceUntilAborted } from './request-signal.ts'

/** The first text is the head, which waits for the first rows. Both are sent at once; later rows wait this long for the next ones. */
const FLUSH_MS = 50
/** Characters that wait at most. */
const MAX_WAITING = 32 * 1024

const NDJSON = 'application/x-ndjson'

/** How long a client may read nothing, if nothing else limits it. */
export const SLOW_CONSUMER_MS = 10_000

/** The client is connected but does not read. */
class SlowConsumer extends Error {
  override name = 'SlowConsumer'
}

export interface SendOptions {
  /** Aborts when the client disconnects or the time of the request is over. */
  signal: AbortSignal
  /** How long the client may read nothing from now on, in milliseconds. `elapsed` is the time since the first text. */
  patience(elapsed: number): number
  /** Converts an error of `texts` to the one that is sent. */
  toHttpError(error: unknown): HttpError
  /** NDJSON by default. A format without error lines closes the connection if `texts` fails. */
  type?: string
}

/**
 * Sends an answer, as NDJSON or CSV, while it arrives, no faster than the client reads. Each text is one or more lines with their newlines, or a
 * part of a long line. If `texts` fails, an error line ends the answer, so that an incomplete answer never looks complete; within a line,
 * and if the client does not read, the connection is closed instead. `texts` is always brought to its end, which releases its resources.
 * @throws the error of `texts` if nothing has been sent
 */
export async function sendLines(
  request: Request,
  response: Response,
  texts: AsyncGenerator<string>,
  { signal, patience, toHttpError, type = NDJSON }: SendOptions,
): Promise<void> {
  const output = new Output(response, type)
  const { race, stop } = raceUntilAborted(signal)
  try {
    for (;;) {
      const { done, value } = await race.race(texts.next())
      if (done) break
      output.write(value)
      if (output.drain) await race.race(untilDrained(output.drain, patience(output.elapsed)))
    }
    output.end()
  } catch (error) {
    output.cancelFlush()
    if (response.destroyed) return
    if (!output.hasBegun) throw error
    if (error instanceof SlowConsumer || !output.endsLine || type !== NDJSON) return void response.destroy()
    const { code, message, details } = reportError(error, request, toHttpError)
    output.end(`${JSON.stringify({ type: 'error', error: { code, message, details } } satisfies ErrorLine)}\n`)
  } finally {
    stop()
    const ending = texts.return(undefined)
    // The end of a database that hangs would never come.
    if (signal.aborted) ending.catch(() => {})
    else await ending
  }
}

/** Gathers texts, and writes them when they are many or have waited long. */
class Output {
  /** Resolves when the client has read enough; undefined if more can be written. */
  drain: Promise<void> | undefined
  /** The texts so far end with the end of a line. */
  endsLine = true
  readonly #response: Response
  readonly #type: string
  #onDrain = () => {}
  #waiting = ''
  #texts = 0
  #begun = 0
  #timer: NodeJS.Timeout | undefined

  constructor(response: Response, type: string) {
    this.#response = response
    this.#type = type
    // Not `once`, because compression would not remove the listener.
    response.on('drain', () => {
      this.drain = undefined
      this.#onDrain()
    })
  }

  get hasBegun(): boolean {
    return this.#texts > 0
  }

  /** Milliseconds since the first text. */
  get elapsed(): number {
    return performance.now() - this.#begun
  }

  write(text: string): void {
    if (!this.hasBegun) this.#begin()
    this.#texts++
    this.#waiting += text
    this.endsLine = text.endsWith('\n')
    if (this.#texts === 1) return
    const isPrompt = this.#texts === 2
    if (isPrompt || this.#waiting.length > MAX_WAITING) this.#flush(isPrompt)
    else this.#timer ??= setTimeout(() => this.#flush(true), FLUSH_MS)
  }

  end(text = ''): void {
    this.cancelFlush()
    this.#response.end(this.#waiting + text)
  }

  cancelFlush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #begin(): void {
    this.#begun = performance.now()
    this.#response.status(200).set({ 'Content-Type': `${this.#type}; charset=utf-8`, 'Cache-Control': 'no-store' })
  }

  #flush(throughCompression: boolean): void {
    this.cancelFlush()
    // Created at once, because with compression another stream fills and drains, possibly before the next text.
    if (!this.#response.write(this.#waiting))
      this.drain ??= new Promise(resolve => {
        this.#onDrain = resolve
      })
    // Otherwise compression buffers it.
    if (throughCompression) this.#response.flush()
    this.#waiting = ''
  }
}

/** @throws {SlowConsumer} when the time is over */
async function untilDrained(drain: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new SlowConsumer()), milliseconds).unref()
  })
  try {
    await Promise.race([drain, late])
  } finally {
    clearTimeout(timer)
  }
}
