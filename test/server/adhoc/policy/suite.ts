import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PolicyViolation } from '../../../../server/adhoc/policy/policy-violation.ts'
import { connect, type Driver } from '../../../../server/db/connect.ts'
import { applySchema } from '../../../../server/db/write.ts'
import { wipe } from '../../../setup/database.ts'
import { loadSmallWorld } from '../../../worlds/small.ts'
import { type Case, digestStore, type Outcome, openCanary, readCases, side, withPolicy } from './harness.ts'
import { statement } from './statements.ts'

/** Rules against statements that would crash the database or block a core: no test may run these without the policy. */
const DEADLY = new Set(['work', 'depth', 'pattern', 'length'])

/** The tests of the policy on any version; `server` returns the address of a Neo4j that may be wiped. */
export function describeGate(
  name: string,
  server: () => Promise<{ uri: string; user: string; password: string }>,
  { cypher25, generated }: { cypher25: boolean; generated: number },
): void {
  describe(`query policy on ${name}`, { timeout: 900_000 }, () => {
    let driver: Driver
    let canary: Awaited<ReturnType<typeof openCanary>>
    let before: string
    let cases: Case[]
    beforeAll(async () => {
      driver = connect(await server())
      await wipe(driver)
      await applySchema(driver)
      await loadSmallWorld(driver)
      canary = await openCanary()
      cases = readCases(canary.port)
      // The names that the digest itself uses are there before it is first taken.
      await digestStore(driver)
      before = await digestStore(driver)
    })
    afterAll(async () => {
      canary?.close()
      await driver?.close()
    })

    const untouched = async () => {
      expect(canary.seen).toEqual([])
      expect(await digestStore(driver)).toBe(before)
    }

    test.each(['READ', 'WRITE'] as const)(
      `the query policy on ${name} treats every case as the case states, in a %s session, and gives a valid position and an alternative with every refusal`,
      async mode => {
        const run = withPolicy(driver, mode)
        const wrong: string[] = []
        await side(cases, 4, async one => {
          const outcome = await run(one)
          const expected = one.needs?.includes('Cypher 25') || one.cypher.startsWith('CYPHER 25') ? cypher25 : true
          if (outcome.kind === 'ran' && outcome.updates) wrong.push(`wrote: ${one.cypher}`)
          if (!agrees(one, outcome) && (expected || outcome.kind !== 'refused'))
            wrong.push(`${one.expect}, but ${describeOutcome(outcome)}: ${one.cypher.slice(0, 300)}`)
          if (one.expect === 'reject' && outcome.kind === 'refused' && !isHelpful(outcome.error, one.cypher))
            wrong.push(`${outcome.error.message}: ${one.cypher.slice(0, 300)}`)
        })
        expect(wrong).toEqual([])
        await untouched()
      },
    )

    test(`the query policy on ${name} lets no generated statement write or contact another host`, async () => {
      const seed = Number(process.env.POLICY_SEED) || Date.now() % 2 ** 31
      console.log(`${generated} statements for ${name} made from POLICY_SEED=${seed}`)
      const made = fc.sample(statement(canary.port), { numRuns: generated, seed })
      const run = withPolicy(driver, 'WRITE')
      const count = { ran: 0, refused: 0, stopped: 0 }
      const wrote: string[] = []
      for (let from = 0; from < made.length; from += 1_000) {
        await side(made.slice(from, from + 1_000), 8, async one => {
          const outcome = await run(one)
          count[outcome.kind]++
          if (outcome.kind === 'ran' && outcome.updates) wrote.push(one.cypher)
        })
        expect(wrote).toEqual([])
        await untouched()
      }
      console.log(`on ${name}: ${JSON.stringify(count)}`)
      // Otherwise nothing was tested.
      expect(count.ran).toBeGreaterThan(generated / 50)
      expect(count.refused).toBeGreaterThan(generated / 4)
    })

    test(`without the query policy, READ mode and hardened settings on ${name} stop writes and network access, and nothing more`, async () => {
      const run = withPolicy(driver, 'READ')
      const refused: Case[] = []
      const mustBeRefused = cases.filter(({ expect }) => expect === 'reject')
      await side(mustBeRefused, 4, async one => {
        const outcome = await run(one)
        if (outcome.kind === 'refused' && !DEADLY.has(outcome.rule)) refused.push(one)
      })
      const through: string[] = []
      // One at a time: some of them list or end the transactions of others.
      for (const one of refused) if (await runsInReadMode(driver, one)) through.push(one.cypher)
      await untouched()
      expect(through).toEqual(expect.arrayContaining(['SHOW SETTINGS YIELD name, value', 'SHOW USERS']))
      expect(through.filter(text => /^(CREATE|MERGE|INSERT|MATCH \(n\) DETACH|FOREACH)/.test(text))).toEqual([])
    })
  })
}

function agrees({ expect }: Case, outcome: Outcome): boolean {
  if (expect === 'reject') return outcome.kind === 'refused'
  // In a small world a large question may well be answered in time.
  if (expect === 'limit') return outcome.kind !== 'refused'
  return outcome.kind === 'ran'
}

/** Whether a refusal has a position within the statement, and an alternative. */
function isHelpful({ message, place, instead }: PolicyViolation, cypher: string): boolean {
  const lines = cypher.split('\n')
  const inside = !place || (place.line <= lines.length && place.column <= (lines[place.line - 1] ?? '').length + 1)
  return inside && instead.length >= 10 && message.includes(instead)
}

const describeOutcome = (outcome: Outcome) =>
  outcome.kind === 'refused' ? outcome.error.message : outcome.kind === 'stopped' ? outcome.code : 'it ran'

async function runsInReadMode(driver: Driver, { cypher, params }: Case): Promise<boolean> {
  const session = driver.session({ defaultAccessMode: 'READ' })
  try {
    const transaction = session.beginTransaction({ timeout: 1_500 })
    await transaction.run(cypher, params)
    await transaction.commit()
    return true
  } catch {
    return false
  } finally {
    await session.close()
  }
}
