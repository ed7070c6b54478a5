import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Response } from 'express'
import type { Line } from '../../cypher/wire.ts'

/**
 * Sends lines of JSON as they arrive, no faster than the client reads. If `lines` throws, `errorLine` makes the last line, so that
 * an incomplete answer never looks complete.
 */
export async function sendLines(
  response: Response,
  lines: AsyncGenerator<string>,
  errorLine: (error: unknown) => Line,
): Promise<void> {
  response.type('application/x-ndjson')
  // Logging, metrics, compression and pipeline each add listeners: more than the ten at which Node warns of a leak.
  response.setMaxListeners(30)
  // A disconnect ends the generator, which releases its resources.
  await pipeline(Readable.from(withErrorLine()), response).catch(() => {})

  async function* withErrorLine(): AsyncGenerator<string> {
    let count = 0
    try {
      for await (const line of lines) {
        yield `${line}\n`
        // Compression buffers its output; the first rows should not wait.
        if (++count === 2) (response as { flush?: () => void }).flush?.()
      }
    } catch (error) {
      yield `${JSON.stringify(errorLine(error))}\n`
    }
  }
}
