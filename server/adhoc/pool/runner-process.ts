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

/** A process that runs one ad hoc statement after the other for the server, which ends it where it does not hear. */

const incoming = new SocketMeter()
const tell = (message: FromRunner) => process.connected && process.send?.(message)

let statements: Statements | undefined
let leaving = new AbortController()
let room = MAX_UNACKNOWLEDGED
let taken = () => {}

process.on('message', (message: ToRunner) => {
  if (message.type === 'open') {
    statements = new Statements(connect(message.connection), message.limits, () => incoming.bytes)
    tell({ type: 'ready' })
  } else if (message.type === 'run') {
    leaving = new AbortController()
    room = MAX_UNACKNOWLEDGED
    if (statements) void run(statements, message, leaving.signal)
  } else if (message.type === 'taken') {
    room++
    taken()
  } else {
    tell({ type: 'leaving' })
    leaving.abort()
    taken()
  }
})
// A terminal's Ctrl-C reaches the whole group; the server lets its requests end first, and then hangs up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
process.on('disconnect', () => process.exit())

async function run(statements: Statements, { request, own }: Extract<ToRunner, { type: 'run' }>, signal: AbortSignal) {
  const free = () => tell({ type: statements.unusable ? 'spent' : 'free' })
  const writer = new Writer(signal)
  try {
    for await (const lines of statements.run(request, { signal, onReleased: free, trusted: own }))
      await writer.write(lines)
    await writer.flush()
    tell({ type: 'end' })
  } catch (error) {
    await writer.flush()
    tell({ type: 'fault', fault: asFault(error) })
  }
  if (statements.unusable) tell({ type: 'spent' })
}

function asFault(error: unknown): SerializedError {
  const { status, code, message, details } = toStatementError(error)
  const cause = status >= 500 && error instanceof Error ? { cause: error.stack ?? error.message } : {}
  return { status, code, message, details, ...cause }
}

/** Lines on their way to the server: what is there at one moment goes out together, and nothing waits for what is not. */
class Writer {
  readonly #signal: AbortSignal
  #text = ''
  #soon: NodeJS.Immediate | undefined

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  async write(lines: string): Promise<void> {
    this.#text += lines
    if (this.#text.length >= CHUNK_LENGTH) return this.flush()
    this.#soon ??= setImmediate(() => {
      this.#soon = undefined
      if (room > 0) this.#send()
    })
  }

  /** Done when all of it is out, for which there has to be room. */
  async flush(): Promise<void> {
    clearImmediate(this.#soon)
    this.#soon = undefined
    while (this.#text !== '' && !this.#signal.aborted) {
      if (room > 0) this.#send()
      else await roomMade()
    }
  }

  #send(): void {
    const text = this.#text.slice(0, CHUNK_LENGTH)
    this.#text = this.#text.slice(CHUNK_LENGTH)
    room--
    tell({ type: 'text', text, whole: text.endsWith('\n') })
  }
}

async function roomMade(): Promise<void> {
  incoming.pause()
  await new Promise<void>(resolve => {
    taken = resolve
  })
  incoming.resume()
}
