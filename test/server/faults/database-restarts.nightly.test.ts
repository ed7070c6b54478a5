import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type AppProcess, spawnApp } from '../../setup/app-process.ts'
import { hasJava, type OwnNeo4j, openOwnNeo4j } from '../../setup/own-neo4j.ts'
import { digestsOf, requestSteadily, statuses, wrongIn } from '../../setup/steady-requests.ts'
import { ASKED, WITHIN_MS } from './asked.ts'

const RESTARTS = 10
const PER_SECOND = 50
/** How soon after Bolt answers the first current answer must be complete. */
const RECOVERY_MS = 5_000

describe.skipIf(!hasJava)('a Neo4j that restarts ten times under 50 requests a second', { timeout: 1_800_000 }, () => {
  let neo4j: OwnNeo4j
  let app: AppProcess
  beforeAll(async () => {
    neo4j = await openOwnNeo4j()
    app = await spawnApp(neo4j)
  })
  afterAll(async () => {
    await app?.stop()
    await neo4j?.stop()
  })

  test('each answer is whole and as before or an error that says so, and answers are current within 5 s after Bolt answers', async () => {
    const digests = await digestsOf(app.url, ASKED)
    const { received, stop } = requestSteadily(app.url, ASKED, PER_SECOND)
    const recoveries: number[] = []
    for (let time = 0; time < RESTARTS; time++) {
      await neo4j.stop()
      await neo4j.start()
      const up = performance.now()
      const isCurrent = () =>
        received.find(({ at, status, headers }) => at > up && status === 200 && headers.warning === undefined)
      const first = await vi.waitUntil(isCurrent, { timeout: 60_000, interval: 20 })
      recoveries.push(Math.round(first.at - up))
    }
    const all = await stop()
    console.log(`recoveries in ms: ${recoveries.join(', ')}; statuses: ${JSON.stringify(statuses(all))}`)
    expect(wrongIn(all, { digests, within: WITHIN_MS })).toEqual([])
    expect(all.filter(({ status }) => status === 200).length).toBeGreaterThan(RESTARTS * PER_SECOND)
    expect(recoveries.filter(milliseconds => milliseconds > RECOVERY_MS)).toEqual([])
    expect(await digestsOf(app.url, ASKED)).toEqual(digests)
  })
})
