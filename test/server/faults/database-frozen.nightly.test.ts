import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AppProcess, spawnApp } from '../../setup/app-process.ts'
import { hasJava, type OwnNeo4j, openOwnNeo4j } from '../../setup/own-neo4j.ts'
import { digestsOf, requestSteadily, statuses, wrongIn } from '../../setup/steady-requests.ts'
import { ASKED, WITHIN_MS } from './asked.ts'

const FROZEN_MS = 60_000

describe.skipIf(!hasJava)('a Neo4j that is frozen for a minute', { timeout: 600_000 }, () => {
  let neo4j: OwnNeo4j
  let app: AppProcess
  beforeAll(async () => {
    neo4j = await openOwnNeo4j()
    app = await spawnApp(neo4j)
  })
  afterAll(async () => {
    neo4j?.signal('SIGCONT')
    await app?.stop()
    await neo4j?.stop()
  })

  async function timed(path: string, init?: RequestInit): Promise<{ status: number; milliseconds: number }> {
    const from = performance.now()
    const response = await fetch(app.url + path, init)
    await response.text()
    return { status: response.status, milliseconds: performance.now() - from }
  }
  const statement = () =>
    timed('api/cypher', {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: '{"query": "MATCH (p:Person) RETURN p.name LIMIT 3"}',
    })

  test('every request ends within its limit and a second, and all is well afterwards', async () => {
    const digests = await digestsOf(app.url, ASKED)
    expect((await statement()).status).toBe(200)
    const { stop, received } = requestSteadily(app.url, ASKED, 10)
    await sleep(2_000)
    neo4j.signal('SIGSTOP')
    const from = performance.now()
    // What needs no database is answered as ever.
    const [ready, alive, catalogue, page, adhoc] = await Promise.all([
      timed('readyz'),
      timed('healthz'),
      timed('api/queries'),
      timed('q/sources?limit=7'),
      statement(),
    ])
    expect([ready.status, alive.status, catalogue.status]).toEqual([503, 200, 200])
    expect([503, 504]).toContain(page.status)
    expect([200, 503, 504]).toContain(adhoc.status)
    expect(ready.milliseconds).toBeLessThan(6_000)
    expect(page.milliseconds).toBeLessThan(WITHIN_MS)
    // Up to 5 s in the queue, 10 s for the statement, and half a second each for its end and for its process.
    expect(adhoc.milliseconds).toBeLessThan(17_000)
    await sleep(Math.max(0, FROZEN_MS - (performance.now() - from)))
    neo4j.signal('SIGCONT')
    const up = performance.now()
    const isCurrent = () =>
      received.find(({ at, status, headers }) => at > up && status === 200 && headers.warning === undefined)
    const first = await vi.waitUntil(isCurrent, { timeout: 60_000, interval: 20 })
    await sleep(5_000)
    const all = await stop()
    console.log(
      `first current answer after ${Math.round(first.at - up)} ms; statuses: ${JSON.stringify(statuses(all))}`,
    )
    expect(wrongIn(all, { digests, within: WITHIN_MS })).toEqual([])
    expect(first.at - up).toBeLessThan(5_000)
    expect(await digestsOf(app.url, ASKED)).toEqual(digests)
    await vi.waitFor(async () => expect((await statement()).status).toBe(200), { timeout: 60_000, interval: 500 })
    expect((await timed('readyz')).status).toBe(200)
  })
})
