import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import type { Line } from '../../cypher/wire.ts'

/**
 * Lines of JSON as they come. The database waits while the reader is slower, so memory does not grow. `lines` may fail
 * midway: what it throws is turned by `refusal` into a last line, and what has been cut never looks whole.
 */
export async function sendLines(
  response: Response,
  lines: AsyncGenerator<string>,
  refusal: (error: unknown) => Line,
): Promise<void> {
  response.type('application/x-ndjson')
  // Log, figures, compression and pipeline each listen for its end: more than the ten that Node takes for a leak.
  response.setMaxListeners(30)
  // Whoever hangs up ends it: the generator is left, and with it what it holds.
  await pipeline(Readable.from(told()), response).catch(() => {})

  async function* told(): AsyncGenerator<string> {
    let count = 0
    try {
      for await (const line of lines) {
        yield `${line}\n`
        // What is compressed is held back until there is much of it; the first rows are not to wait.
        if (++count === 2) (response as { flush?: () => void }).flush?.()
      }
    } catch (error) {
      yield `${JSON.stringify(refusal(error))}\n`
    }
  }
}
