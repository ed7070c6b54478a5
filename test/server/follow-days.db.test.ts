import pino from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { readOutdated, reconcileAgain } from '../../seeds/load/reconcile-again.ts'
import { loadSeeds } from '../../seeds/load/shipped-seeds.ts'
import { connect, type Driver } from '../../server/db/connect.ts'
import { followDays } from '../../server/follow-days.ts'
import { wipe } from '../setup/database.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
afterAll(() => driver.close())

test('when a day begins, people with announced events that are now due are reconciled, and a failure is tried again', async () => {
  await wipe(driver)
  await loadSeeds({ driver })
  await driver.executeQuery("MATCH (p:Person {id: 'lilian-weng'}) SET p.due = date() - duration('P1D')")
  const lines: { msg: string }[] = []
  const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const ended = new AbortController()
  let day = '2026-12-09'
  let failures = 0
  const loader = {
    readOutdated,
    reconcileAgain: async (options: Parameters<typeof reconcileAgain>[0]) => {
      if (failures++ === 0) throw new Error('another load is running')
      return reconcileAgain(options)
    },
  }
  const following = followDays({ driver, loader, logger, signal: ended.signal, pause: 5, today: () => day })
  await new Promise(resolve => setTimeout(resolve, 60))
  expect([failures, (await readOutdated(driver))?.due]).toEqual([0, 1])
  day = '2026-12-10'
  await expect.poll(() => readOutdated(driver), { timeout: 10_000 }).toBeNull()
  await expect
    .poll(() => lines.map(({ msg }) => msg))
    .toEqual([
      'announced events whose day has come are shown as of the last load',
      'announced events of 1 person have become due; reconciled them again',
    ])
  ended.abort()
  await following
})
