import { execFileSync } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type AdhocLine, AdhocRequestSchema } from '../../../../cypher/adhoc.ts'
import { Adhoc, type AdhocLimits } from '../../../../server/adhoc/adhoc-service.ts'
import { connect, type Driver } from '../../../../server/db/connect.ts'

let driver: Driver
let others: number[]
beforeAll(() => {
  others = allChildren()
  driver = connect(inject('neo4j'))
})
afterAll(() => driver.close())

const open = (limits: Partial<AdhocLimits> = {}) =>
  new Adhoc(inject('neo4j'), { concurrent: 1, milliseconds: 60_000, ...limits })
const start = (adhoc: Adhoc, query: string, aborted = new AbortController().signal) =>
  adhoc.run(AdhocRequestSchema.parse({ query }), aborted)
async function linesOf(text: AsyncGenerator<string>, before = ''): Promise<AdhocLine[]> {
  let all = before
  for await (const piece of text) all += piece
  return all
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
}
const run = (adhoc: Adhoc, query: string) => linesOf(start(adhoc, query))
const one = expect.arrayContaining([{ type: 'row', values: [1] }])

const ENTRY = 'adhoc/pool/runner-process.ts'

/** The processes of ad hoc statements that are this one's children and were not there before the tests of this file. */
const children = (): number[] => allChildren().filter(pid => !others.includes(pid))

const allChildren = (): number[] =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='])
    .toString()
    .split('\n')
    .map(line => /^\s*(\d+)\s+(\d+)\s+(.*)/.exec(line) ?? [])
    .filter(([, , parent, args = '']) => Number(parent) === process.pid && args.includes(ENTRY))
    .map(([, pid]) => Number(pid))

/** Sends a signal to the first of these processes. Without one it fails, because the pid 0 would mean this process group. */
function signal(name: NodeJS.Signals, [pid] = children()): void {
  if (pid === undefined) throw new Error('no process runs statements')
  process.kill(pid, name)
}

async function becomes(count: number): Promise<number[]> {
  for (let tries = 0; tries < 600 && children().length !== count; tries++) await sleep(100)
  return children()
}

describe('oversized rows', () => {
  const columns = Array.from({ length: 30 }, (_, at) => `l AS a${at}`)
  const long = `UNWIND range(1, 300000) AS i WITH collect(i) AS l RETURN ${columns}`

  test('a row over the size limit ends its answer without blocking the server, and the next statement is answered', async () => {
    const adhoc = open({ rowBytes: 2 ** 20 })
    try {
      await run(adhoc, 'RETURN 1')
      const delay = monitorEventLoopDelay({ resolution: 5 })
      delay.enable()
      const from = performance.now()
      expect((await run(adhoc, long)).at(-1)).toMatchObject({ type: 'summary', rows: 0, limit: 'bytes' })
      // Decoded here, the row would keep this process for most of the time that the answer takes.
      expect(delay.max / 1e6).toBeLessThan((performance.now() - from) / 2)
      expect(await run(adhoc, 'RETURN 1')).toEqual(one)
    } finally {
      await adhoc.close()
    }
  })
  test('a row that fills the memory of its process ends that process and not the server', async () => {
    const adhoc = open({ heapMB: 60, milliseconds: 60_000 })
    try {
      const [process] = await becomes(1)
      await expect(run(adhoc, 'UNWIND range(1, 3000000) AS i RETURN collect(i)')).rejects.toMatchObject({
        status: 413,
        code: 'too-large',
        details: { limit: 'memory' },
      })
      expect(await run(adhoc, 'RETURN 1')).toEqual(one)
      expect(children()).not.toContain(process)
    } finally {
      await adhoc.close()
    }
  })
  test('a process streams large rows that it could not hold in memory together', async () => {
    const adhoc = open({ heapMB: 100, milliseconds: 300_000 })
    try {
      // Rows are fetched 200 at a time; 60 of these would need three times the memory of the process.
      const rows = 'UNWIND range(1, 100000) AS i WITH collect(i) AS l UNWIND range(1, 60) AS j RETURN l'
      const lines = await run(adhoc, rows)
      expect(lines.at(-1)).toMatchObject({ type: 'summary', rows: 60, limit: null })
    } finally {
      await adhoc.close()
    }
  }, 300_000)
})

describe('ad-hoc processes', () => {
  test('a process can run the next statement while the end of an earlier answer is still unread', async () => {
    const adhoc = open()
    try {
      const slow = start(adhoc, 'UNWIND range(1, 150) AS i RETURN i')
      const first = await slow.next()
      expect(await run(adhoc, 'RETURN 1')).toEqual(one)
      const lines = await linesOf(slow, first.value)
      expect(lines.filter(({ type }) => type === 'row')).toHaveLength(150)
      expect(lines.at(-1)).toMatchObject({ type: 'summary', rows: 150, limit: null })
    } finally {
      await adhoc.close()
    }
  })
  test('a process that dies is replaced, and the statement it was running fails with an internal error', async () => {
    const adhoc = open()
    try {
      const idle = await becomes(1)
      await run(adhoc, 'RETURN 1')
      signal('SIGKILL', idle)
      await sleep(200)
      expect(await run(adhoc, 'RETURN 1')).toEqual(one)
      const broken = run(adhoc, 'UNWIND range(1, 1000000000) AS i RETURN count(*)')
      await sleep(1_000)
      signal('SIGKILL')
      await expect(broken).rejects.toMatchObject({ status: 500, code: 'internal-error' })
      expect(await run(adhoc, 'RETURN 1')).toEqual(one)
    } finally {
      await adhoc.close()
    }
  })
  test('a process that is repeatedly abandoned amid unread rows still answers the next statement', async () => {
    const adhoc = open()
    try {
      for (const patience of [0, 300, 0, 100]) {
        const leaving = new AbortController()
        const rows = start(adhoc, 'UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b RETURN a, b', leaving.signal)
        let length = 0
        while (length < 200_000) length += (await rows.next()).value?.length ?? Number.POSITIVE_INFINITY
        await sleep(patience)
        leaving.abort()
        await rows.return(undefined)
        expect(await run(adhoc, 'RETURN 1')).toEqual(one)
      }
    } finally {
      await adhoc.close()
    }
  })
  test('an unresponsive process is ended at the deadline and frees its place', async () => {
    const adhoc = open({ milliseconds: 1_000, graceMilliseconds: 500, unresponsiveMilliseconds: 500 })
    try {
      await run(adhoc, 'RETURN 1')
      signal('SIGSTOP')
      await expect(run(adhoc, 'RETURN 1')).rejects.toMatchObject({ status: 504, code: 'too-slow' })
      expect(await run(adhoc, 'RETURN 1')).toEqual(one)
    } finally {
      await adhoc.close()
    }
  })
  test('an unresponsive process is ended when its client disconnects', async () => {
    const adhoc = open({ milliseconds: 60_000 })
    try {
      const leaving = new AbortController()
      const gone = linesOf(start(adhoc, 'UNWIND range(1, 1000000000) AS i RETURN count(*)', leaving.signal))
      await sleep(1_500)
      signal('SIGSTOP')
      leaving.abort()
      await expect(gone).rejects.toThrow()
      expect(await run(adhoc, 'RETURN 1')).toEqual(one)
    } finally {
      await adhoc.close()
    }
  })
  test('each concurrent statement has its own process, and no process remains after closing', async () => {
    const adhoc = open({ concurrent: 3 })
    const slow = 'UNWIND range(1, 1000000) AS i RETURN count(DISTINCT i) AS n'
    const answers = await Promise.all([run(adhoc, slow), run(adhoc, slow), run(adhoc, slow)])
    for (const lines of answers) expect(lines).toContainEqual({ type: 'row', values: [1_000_000] })
    expect(children()).toHaveLength(3)
    await adhoc.close()
    expect(await becomes(0)).toEqual([])
  })
  test('a process has no password in its arguments or its environment', async () => {
    const adhoc = open()
    const [pid = 0] = await becomes(1)
    const shown = execFileSync('ps', ['eww', '-o', 'args=', '-p', String(pid)]).toString()
    expect(shown).toContain(ENTRY)
    expect(shown).not.toContain(inject('neo4j').password)
    await adhoc.close()
  })
})
