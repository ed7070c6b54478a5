import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AppProcess, spawnApp } from '../../setup/app-process.ts'
import { testDriver, wipe } from '../../setup/database.ts'
import { digestsOf, requestSteadily, statuses, wrongIn } from '../../setup/steady-requests.ts'
import { ASKED, WITHIN_MS } from './asked.ts'
import { openSlowConnections, sendMalformed } from './malformed.ts'

/** How much the memory of the app may grow, in MB. */
const GROWTH_MB = 80

describe('hostile connections', { timeout: 900_000 }, () => {
  let app: AppProcess
  let digests: Map<string, string>
  beforeAll(async () => {
    const driver = testDriver()
    await wipe(driver)
    await driver.close()
    app = await spawnApp()
    digests = await digestsOf(app.url, ASKED)
  })
  afterAll(() => app?.stop())

  /** The growth of the app's memory by this work, in MB, after a first run that fills caches and pools. */
  async function growthBy(work: (run: number) => Promise<unknown>): Promise<number> {
    await work(0)
    const before = await app.rss()
    await work(1)
    const growth = (await app.rss()) - before
    console.log(`memory: ${Math.round(before)} MB, growth ${Math.round(growth)} MB`)
    return growth
  }

  test('ordinary requests are answered beside 1,000 slow and idle connections, which are closed in time', async () => {
    const { stop } = requestSteadily(app.url, ASKED, 10)
    const from = performance.now()
    const slow = await openSlowConnections(app.url, 1_000)
    console.log(`opened in ${Math.round(performance.now() - from)} ms`)
    expect(slow.open()).toBe(1_000)
    await vi.waitUntil(() => slow.open() === 0, { timeout: 60_000, interval: 200 })
    console.log(`closed after ${Math.round(performance.now() - from)} ms`)
    await slow.close()
    const received = await stop()
    console.log(JSON.stringify(statuses(received)))
    expect(wrongIn(received, { digests, within: WITHIN_MS })).toEqual([])
    expect(received.every(({ status }) => status === 200)).toBe(true)
  })

  test('a client may use its connection again after a minute', async () => {
    const { hostname, port } = new URL(app.url)
    const socket = connect(Number(port), hostname).on('error', () => {})
    let text = ''
    socket.setEncoding('utf8').on('data', chunk => (text += chunk))
    for (const count of [1, 2]) {
      socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
      await vi.waitUntil(() => text.split('"ok"').length === count + 1, { timeout: 10_000 })
      if (count === 1) await sleep(61_000)
    }
    socket.destroy()
  })

  test('bodies that unpack to a thousand times their size are refused, and take no memory', async () => {
    // 64 kB.
    const bomb = gzipSync(Buffer.alloc(64 * 2 ** 20, ' '))
    const post = async (encoding: string) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
      const response = await fetch(`${app.url}api/cypher`, { method: 'POST', headers, body: bomb })
      await response.text()
      return response.status
    }
    const growth = await growthBy(async () => {
      for (let time = 0; time < 10; time++) {
        const got = await Promise.all(['gzip', 'gzip', 'gzip', 'deflate', 'br', 'gzip, gzip'].map(post))
        expect(got.filter(status => ![400, 413, 415, 429].includes(status))).toEqual([])
        if (time === 0) expect(got).toContain(413)
      }
    })
    expect(growth).toBeLessThan(GROWTH_MB)
  })

  test('10,000 malformed requests get 4xx or a closed connection, and take no memory', async () => {
    const growth = await growthBy(async run => {
      const got = await sendMalformed(app.url, 5_000, { seed: run })
      expect(got.filter(status => status !== 0 && (status < 400 || status > 499))).toEqual([])
      expect(got.filter(status => status >= 400).length).toBeGreaterThan(2_000)
    })
    expect(growth).toBeLessThan(GROWTH_MB)
    expect(app.written()).not.toMatch(/internal-error|"level":[56]0/)
    expect(await digestsOf(app.url, ASKED)).toEqual(digests)
  })
})
