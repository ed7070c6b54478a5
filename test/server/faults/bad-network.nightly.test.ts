import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { type AppProcess, spawnApp } from '../../setup/app-process.ts'
import { testDriver, wipe } from '../../setup/database.ts'
import { openProxy, type TestProxy } from '../../setup/proxy.ts'
import { digestsOf, receive, requestSteadily, statuses, wrongIn } from '../../setup/steady-requests.ts'
import { ASKED, WITHIN_MS } from './asked.ts'

const FAULTY_MS = 30_000
const PER_SECOND = 10

describe('a bad network', { timeout: 600_000 }, () => {
  /** Between the app and its database. */
  let behind: TestProxy
  /** Between clients and the app. */
  let before: TestProxy
  let app: AppProcess
  let url: string
  let digests: Map<string, string>
  beforeAll(async () => {
    const neo4j = inject('neo4j')
    const driver = testDriver()
    await wipe(driver)
    await driver.close()
    behind = await openProxy(neo4j.uri)
    // The cache would hide the database.
    app = await spawnApp({ ...neo4j, uri: `bolt://127.0.0.1:${behind.port}` }, { ANSWERS_MB: '0' })
    before = await openProxy(app.url)
    url = `http://127.0.0.1:${before.port}/`
    digests = await digestsOf(app.url, ASKED)
  })
  afterAll(async () => {
    await before?.close()
    await app?.stop()
    await behind?.close()
  })

  afterEach(() => {
    for (const proxy of [behind, before]) proxy.faults = {}
  })

  async function ask(
    during: () => Promise<void>,
    { mayBreak = false, perSecond = PER_SECOND }: { mayBreak?: boolean; perSecond?: number } = {},
  ): Promise<Record<string, number>> {
    const { stop } = requestSteadily(url, ASKED, perSecond)
    await during()
    const all = await stop()
    const counts = statuses(all)
    console.log(JSON.stringify(counts))
    expect(wrongIn(all, { digests, within: WITHIN_MS, mayBreak })).toEqual([])
    return counts
  }

  /** Answers are right again at once. */
  const expectRecovery = async () => {
    const { stop, received } = requestSteadily(url, ASKED, PER_SECOND)
    await sleep(5_000)
    await stop()
    expect(wrongIn(received, { digests, within: WITHIN_MS })).toEqual([])
    expect(statuses(received.slice(-ASKED.length))).toEqual({ 200: ASKED.length })
  }

  const resetRepeatedly = async (proxy: TestProxy, every: number) => {
    for (let left = FAULTY_MS; left > 0; left -= every) {
      await sleep(every)
      proxy.reset()
    }
  }

  test.each([
    ['latency of 100 ms', { latency: 100 }],
    ['slices of one byte', { slice: 1 }],
  ])(
    'all answers are right, or refused, with %s on the way to the database and to the client',
    async (_what, faults) => {
      for (const proxy of [behind, before]) {
        proxy.faults = faults
        const counts = await ask(() => sleep(FAULTY_MS / 2), { perSecond: 2 })
        proxy.faults = {}
        expect(counts[200]).toBeGreaterThan(0)
        await expectRecovery()
      }
    },
  )

  test('resets on the way to the database cost no wrong answer', async () => {
    await ask(() => resetRepeatedly(behind, 300))
    await expectRecovery()
  })

  test('resets on the way to the client cost only the answers that they cut off', async () => {
    const counts = await ask(() => resetRepeatedly(before, 1_000), { mayBreak: true })
    expect(counts[200]).toBeGreaterThan(0)
    expect(counts[0]).toBeGreaterThan(0)
    await expectRecovery()
  })

  test('requests end within their limit while nothing comes from the database, and are answered afterwards', async () => {
    await ask(async () => {
      behind.faults = { blackhole: true }
      await sleep(FAULTY_MS)
      behind.faults = {}
    })
    await expectRecovery()
  })

  test('connections to the database that are dead without a sign cost one request each at most', async () => {
    behind.strand()
    const counts = await ask(() => sleep(FAULTY_MS))
    expect(counts[200]).toBeGreaterThan(0)
    await expectRecovery()
  })

  test('the app stops while nothing comes from the database', async () => {
    behind.faults = { blackhole: true }
    const pending = receive(app.url, ASKED[0] as string)
    await sleep(500)
    const from = performance.now()
    await app.stop()
    expect(performance.now() - from).toBeLessThan(20_000)
    await pending
  })
})
