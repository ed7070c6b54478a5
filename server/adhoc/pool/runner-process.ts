import { connect } from '../../db/connect.ts'
import { Statements } from '../statements/statements.ts'
import {
  CHUNK_LENGTH,
  type FromRunner,
  MAX_UNACKNOWLEDGED,
  type SerializedError,
  type ToRunner,
} from './runner-messages.ts'
import { SocketMeter } from './socket-meter.ts'
import { toStatementError } from './statement-errors.ts'

/** A process that runs ad hoc statements for the server, one at a time. The server kills it if it does not respond. */

const socketMeter = new SocketMeter()
const send = (message: FromRunner) => process.connected && process.send?.(message)

let statements: Statements | undefined
let cancellation = new AbortController()
let credits = MAX_UNACKNOWLEDGED
let onCredit = () => {}

process.on('message', (message: ToRunner) => {
  if (message.type === 'open') {
    statements = new Statements(connect(message.connection), message.limits, () => socketMeter.bytes)
    send({ type: 'ready' })
  } else if (message.type === 'run') {
    cancellation = new AbortController()
    credits = MAX_UNACKNOWLEDGED
    if (statements) void run(statements, message, cancellation.signal)
  } else if (message.type === 'acknowledge') {
    credits++
    onCredit()
  } else {
    send({ type: 'cancelling' })
    cancellation.abort()
    onCredit()
  }
})
// Ctrl-C in a terminal reaches the whole process group. The server drains its requests first, and then disconnects.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit())

async function run(
  statements: Statements,
  { id, request, bookmarks }: Extract<ToRunner, { type: 'run' }>,
  signal: AbortSignal,
) {
  const onReleased = () => send({ type: statements.unusable ? 'unusable' : 'idle' })
  const writer = new Writer(signal)
  try {
    for await (const lines of statements.run(request, { id, signal, onReleased, bookmarks })) await writer.write(lines)
    await writer.flush()
    send({ type: 'end' })
  } catch (error) {
    await writer.flush()
    send({ type: 'error', error: serialize(error) })
  }
  if (statements.unusable) send({ type: 'unusable' })
}

function serialize(error: unknown): SerializedError {
  const { status, code, message, details } = toStatementError(error)
  const cause = status >= 500 && error instanceof Error ? { cause: error.stack ?? error.message } : {}
  return { status, code, message, details, ...cause }
}

/** Sends lines to the server. Lines that are written in one turn of the event loop are sent together. */
class Writer {
  readonly #signal: AbortSignal
  #text = ''
  #scheduled: NodeJS.Immediate | undefined

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  async write(lines: string): Promise<void> {
    this.#text += lines
    if (this.#text.length >= CHUNK_LENGTH) return this.flush()
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined
      if (credits > 0) this.#send()
    })
  }

  /** Resolves when everything has been sent, which can require acknowledgements. */
  async flush(): Promise<void> {
    clearImmediate(this.#scheduled)
    this.#scheduled = undefined
    while (this.#text !== '' && !this.#signal.aborted) {
      if (credits > 0) this.#send()
      else await nextCredit()
    }
  }

  #send(): void {
    const text = this.#text.slice(0, CHUNK_LENGTH)
    this.#text = this.#text.slice(CHUNK_LENGTH)
    credits--
    send({ type: 'text', text, endsLine: text.endsWith('\n') })
  }
}

async function nextCredit(): Promise<void> {
  socketMeter.pause()
  await new Promise<void>(resolve => {
    onCredit = resolve
  })
  socketMeter.resume()
}
