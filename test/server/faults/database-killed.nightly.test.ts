import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { connect } from '../../../server/db/connect.ts'
import { count, spawnLoad } from '../../seeds/load/interrupted-load.ts'
import { type AppProcess, spawnApp } from '../../setup/app-process.ts'
import { hasJava, type OwnNeo4j, openOwnNeo4j } from '../../setup/own-neo4j.ts'
import { requestSteadily, statuses, wrongIn } from '../../setup/steady-requests.ts'
import { bigWorld } from '../../worlds/big.ts'
import { WITHIN_MS } from './asked.ts'
import { digestOfBoth, WORLD } from './undisturbed.ts'

/** What the load does not change. */
const UNCHANGED = ['api/queries/career?person=ilya-sutskever', 'api/queries/who-left?organisation=openai&limit=50']

describe.skipIf(!hasJava)('a Neo4j that is killed during a load', { timeout: 1_800_000 }, () => {
  let folder: string
  let whole: string
  let neo4j: OwnNeo4j
  let app: AppProcess
  beforeAll(async () => {
    folder = await bigWorld(WORLD)
    whole = await digestOfBoth(folder)
    neo4j = await openOwnNeo4j()
    app = await spawnApp(neo4j)
  }, 600_000)
  afterAll(async () => {
    await app?.stop()
    await neo4j?.stop()
    await rm(folder, { recursive: true })
  })

  test('the load says so, the same load again completes it by digest, and readers get whole answers or errors throughout', async () => {
    const { stop } = requestSteadily(app.url, UNCHANGED, 10)
    const first = connect(neo4j)
    const run = spawnLoad([folder], neo4j)
    await vi.waitFor(async () => expect(await count(first, 'Claim')).toBeGreaterThan(1_000), {
      ...{ timeout: 300_000, interval: 20 },
    })
    await neo4j.kill()
    expect(await run.ended).toBe(3)
    expect(run.err()).toContain('Neo4j does not answer')
    await first.close()

    await neo4j.start()
    const again = connect(neo4j)
    expect(await count(again, 'Claim')).toBeLessThan(WORLD.claims)
    expect(await spawnLoad([folder], neo4j).ended).toBe(0)
    expect((await digest({ driver: again })).sha256).toBe(whole)
    await again.close()
    const received = await stop()
    console.log(`statuses: ${JSON.stringify(statuses(received))}`)
    const digests = new Map(received.filter(({ status }) => status === 200).map(({ path, digest }) => [path, digest]))
    expect(digests.size).toBe(UNCHANGED.length)
    expect(wrongIn(received, { digests, within: WITHIN_MS })).toEqual([])
  })
})
