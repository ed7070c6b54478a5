import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { readLines } from '../../../client/api/answer-lines.ts'
import { lineSchema } from '../../../cypher/wire.ts'

const schema = lineSchema(z.object({ name: z.string() }))
const head = { type: 'head', query: 'career', cypher: '', params: {}, columns: ['name'] }
const lines = [
  head,
  { type: 'row', row: { name: '翁荔' } },
  { type: 'row', row: { name: '😀' } },
  { type: 'summary', rows: 2, truncated: false },
]
const encode = (all: unknown[]) => new TextEncoder().encode(all.map(line => `${JSON.stringify(line)}\n`).join(''))
const bytes = encode(lines)

/** A body of these pieces. After them the connection is lost if `isLost`. */
const bodyOf = (pieces: Uint8Array[], { isLost = false, onCancel = () => {} } = {}) => {
  const left = [...pieces]
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = left.shift()
      if (piece) controller.enqueue(piece)
      else if (isLost) controller.error(new TypeError('network error'))
      else controller.close()
    },
    cancel: onCancel,
  })
}

async function read(body: ReadableStream<Uint8Array>) {
  const seen: unknown[] = []
  try {
    for await (const some of readLines(body, schema)) seen.push(...some)
    return { seen }
  } catch (error) {
    return { seen, error }
  }
}

describe('the reader of NDJSON', () => {
  test('the reader returns the same lines wherever the answer is split, also within a character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 8 }), async cuts => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
        const pieces = at.slice(1).map((end, index) => bytes.slice(at[index], end))
        expect(await read(bodyOf(pieces.filter(({ length }) => length > 0)))).toEqual({ seen: lines })
      }),
      { numRuns: 60 },
    )
  })

  test.each([true, false])(
    'the reader reports an answer without its last line as cut, whether the connection is lost (%s) or ends',
    async isLost => {
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), async end => {
          const { error } = await read(bodyOf([bytes.slice(0, end)], { isLost }))
          expect(error).toMatchObject({ name: 'HttpError', code: 'cut', retryAfter: 5 })
        }),
        { numRuns: 60 },
      )
    },
  )

  test('the reader takes an answer as complete after its last line, though the connection is lost then', async () => {
    expect(await read(bodyOf([bytes], { isLost: true }))).toEqual({ seen: lines })
    const failed = [head, { type: 'error', error: { code: 'too-slow', message: 'Ask for less.' } }]
    expect(await read(bodyOf([encode(failed)], { isLost: true }))).toEqual({ seen: failed })
  })

  test.each([
    ['text that is not JSON', new TextEncoder().encode('<html>\n'), 'is not JSON'],
    ['a line of an unknown type', encode([{ type: 'rows', rows: [] }]), 'invalid at type'],
    ['a line of the former grammar', encode([{ row: { name: 'Ada' } }]), 'invalid at type'],
    ['a row without a column', encode([{ type: 'row', row: {} }]), 'invalid at row.name'],
  ])('the reader reports %s as unreadable, and cancels the request', async (_what, piece, message) => {
    const onCancel = vi.fn()
    const body = bodyOf([encode([head]), piece, bytes], { onCancel })
    const { seen, error } = await read(body)
    expect(seen).toEqual([head])
    expect(error).toMatchObject({ name: 'HttpError', code: 'unreadable', message: expect.stringContaining(message) })
    expect(onCancel).toHaveBeenCalledOnce()
  })

  test('the reader cancels the request when its caller stops early', async () => {
    const onCancel = vi.fn()
    const body = bodyOf([encode([head]), bytes], { onCancel })
    for await (const _ of readLines(body, schema)) break
    expect(onCancel).toHaveBeenCalledOnce()
  })

  test('the reader reads a line of many pieces in time proportional to its length', async () => {
    const long = { type: 'row', row: { name: 'x'.repeat(32 * 2 ** 20) } }
    const whole = encode([head, long, lines.at(-1)])
    // So many that a reader which copies the line for each would copy 512 GiB.
    const pieces = Array.from({ length: Math.ceil(whole.length / 1_024) }, (_, at) =>
      whole.subarray(at * 1_024, (at + 1) * 1_024),
    )
    const { seen } = await read(bodyOf(pieces))
    expect(seen).toHaveLength(3)
  })
})
