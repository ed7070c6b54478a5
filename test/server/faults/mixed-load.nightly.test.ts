import { rm } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { spawnLoad } from '../../seeds/load/interrupted-load.ts'
import { type AppProcess, spawnApp } from '../../setup/app-process.ts'
import { testDriver, wipe } from '../../setup/database.ts'
import { requestSteadily, statuses } from '../../setup/steady-requests.ts'
import { bigWorld } from '../../worlds/big.ts'
import { ASKED } from './asked.ts'
import { sendMalformed } from './malformed.ts'

const MINUTES = Number(process.env.MIXED_LOAD_MINUTES || 60)
/** The first part fills caches, pools and the heap. */
const WARM_UP = 0.1
const MOST_GROWTH = 1.15
const EVERY_MS = 2_000

describe('a long mixed load', { timeout: (MINUTES + 30) * 60_000 }, () => {
  let app: AppProcess
  let folder: string
  beforeAll(async () => {
    const driver = testDriver()
    await wipe(driver)
    await driver.close()
    folder = await bigWorld({ people: 1_000, organisations: 20, claims: 2_000 })
    app = await spawnApp()
  })
  afterAll(async () => {
    await app?.stop()
    await rm(folder, { recursive: true })
  })

  async function statement(): Promise<number> {
    const response = await fetch(`${app.url}api/cypher`, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      body: JSON.stringify({ query: 'MATCH (p:Person)-[:LEFT]->(o) RETURN p.name, o.name LIMIT 500' }),
    })
    await response.text()
    return response.status
  }

  test(`over ${MINUTES} minutes of questions, statements, loads and malformed requests, the memory of the app stays level`, async () => {
    // Each of these people is another answer, more than the cache holds.
    const people = Array.from({ length: 1_000 }, (_, at) => `api/queries/around?node=p${at}`)
    const end = performance.now() + MINUTES * 60_000
    const { stop } = requestSteadily(app.url, [...ASKED, ...people], 20)
    const memory: number[] = []
    const others = (async () => {
      for (let round = 0; performance.now() < end; round++) {
        await statement()
        await sendMalformed(app.url, 50, { seed: round, atOnce: 5 })
        if (round % 30 === 0) expect(await spawnLoad([folder]).ended).toBe(0)
        await sleep(1_000)
      }
    })()
    while (performance.now() < end) {
      await sleep(EVERY_MS)
      memory.push(await app.rss())
    }
    await others
    const received = await stop()
    const warm = memory.slice(Math.floor(memory.length * WARM_UP))
    const third = Math.floor(warm.length / 3)
    const [first, last] = [warm.slice(0, third), warm.slice(-third)].map(mean) as [number, number]
    console.log(
      `${JSON.stringify(statuses(received))}; first third ${first.toFixed(0)} MB, last third ${last.toFixed(0)} MB`,
    )
    const unexpected = received.filter(({ status }) => ![200, 400, 503].includes(status))
    expect(unexpected.map(({ path, status }) => `${status} from ${path}`)).toEqual([])
    expect(last / first).toBeLessThan(MOST_GROWTH)
  })
})

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
