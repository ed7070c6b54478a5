import { Writable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { BYTES, progressOf, ROWS } from '../../../seeds/cli/progress.ts'
import { readDataset } from '../../../seeds/read/read-dataset.ts'
import type { CommandIo } from '../../../server/lib/command-io.ts'
import { fixture, writeFiles } from '../reading.ts'

/** A standard error that is a terminal or none, and what was written to it. */
function terminal(isTTY: boolean) {
  let text = ''
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk
      done()
    },
  })
  const stderr = Object.assign(stream, { isTTY, columns: 80 })
  const io: CommandIo = { env: {}, stdout: stderr, stderr, onInterrupt: () => () => {} }
  return { io, text: () => text }
}

describe('progressOf without a terminal', () => {
  test('prints a line at the start and then one every few seconds', () => {
    const { io, text } = terminal(false)
    let now = 0
    const { progress, end } = progressOf(io, 'reading', BYTES, () => now)
    for (let done = 0; done <= 100; done++) {
      progress(done * 1e6, 100e6)
      now += 100
    }
    end()
    expect(text().trimEnd().split('\n')).toEqual([
      'reading 0.0 of 100.0 MB',
      'reading 30.0 of 100.0 MB',
      'reading 60.0 of 100.0 MB',
      'reading 90.0 of 100.0 MB',
    ])
  })

  test('prints nothing for a short step', () => {
    const { io, text } = terminal(false)
    progressOf(io, 'reading', BYTES).progress(0, BYTES.long - 1)
    progressOf(io, 'loading', ROWS).progress(500, ROWS.long - 1)
    expect(text()).toBe('')
  })
})

test('progressOf draws a bar on a terminal from the first call, with amounts and their unit', () => {
  const { io, text } = terminal(true)
  const { progress, end } = progressOf(io, 'reading', BYTES)
  progress(0, 340e6)
  expect(text()).toMatch(/reading ░+ 0\.0 of 340\.0 MB/)
  progress(170e6, 340e6)
  end()
  expect(text()).toMatch(/reading █+░+ 170\.0 of 340\.0 MB/)
})

test('reading reports bytes of a total that is known at the start, and ends at it', async () => {
  const people = `id,name\n${Array.from({ length: 50_000 }, (_, at) => `p${at},Person ${at}\n`).join('')}`
  const [plain = '', packed = ''] = await writeFiles({
    'people.csv': people,
    'people-2.csv.gz': gzipSync(people.replaceAll('\np', '\nq')),
  })
  const seen: [number, number][] = []
  const paths = [plain, packed, fixture('tables.xlsx'), `${plain}.gone`]
  const data = await readDataset(paths, { progress: (done, total) => seen.push([done, total]) })
  expect(data.people).toBeGreaterThan(100_000)
  expect(new Set(seen.map(([, total]) => total)).size).toBe(1)
  const counts = seen.map(([done]) => done)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect([counts[0], counts.at(-1)]).toEqual([0, seen[0]?.[1]])
  expect(new Set(counts).size).toBeGreaterThan(8)
  data.close()
})
