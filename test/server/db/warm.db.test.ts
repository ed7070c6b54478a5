import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { type Questions, readQuestions } from '../../../server/db/files.ts'
import { keepAnswer } from '../../../server/db/kept.ts'
import { ask } from '../../../server/db/run.ts'
import { warmPlans } from '../../../server/db/warm.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld } from '../../worlds/small.ts'

let driver: Driver
let questions: Questions
beforeAll(async () => {
  driver = connect(inject('neo4j'))
  questions = await readQuestions()
})
beforeEach(async () => {
  await wipe(driver)
  await loadSmallWorld(driver)
})
afterAll(() => driver.close())

type Run = { cypher: string; params: Record<string, unknown> }

/** The same driver, recording every statement. */
function noting(): { driver: Driver; runs: Run[] } {
  const runs: Run[] = []
  const noted = new Proxy(driver, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (name !== 'session') return typeof value === 'function' ? value.bind(target) : value
      return (...given: Parameters<Driver['session']>) => {
        const session = target.session(...given)
        const run = session.run.bind(session) as (...given: unknown[]) => ReturnType<typeof session.run>
        session.run = (cypher: unknown, params: unknown, config: unknown) => {
          runs.push({ cypher: String(cypher), params: params as Run['params'] })
          return run(cypher, params, config)
        }
        return session
      }
    },
  })
  return { driver: noted, runs }
}

describe('warming', () => {
  test('warming plans and runs every question, with an existing entity and about the whole graph', async () => {
    const { driver: noted, runs } = noting()
    await warmPlans(noted, questions, new AbortController().signal)
    const notAsked = [...questions.values()].filter(({ cypher }) => !runs.some(run => run.cypher === cypher))
    expect(notAsked.map(({ name }) => name)).toEqual([])
    for (const name of ['flows', 'disputed', 'possible-duplicates']) {
      const [entity = ''] = Object.keys(questions.get(name)?.entities ?? {})
      const asked = runs.filter(({ cypher }) => cypher === questions.get(name)?.cypher)
      expect(new Set(asked.map(({ params }) => params[entity] === null))).toEqual(new Set([true, false]))
    }
    const windows = runs.filter(({ cypher }) => cypher === questions.get('who-left')?.cypher)
    expect(new Set(windows.map(({ params }) => params.from === null))).toEqual(new Set([true, false]))
  })

  test('warming stops when its signal is aborted', async () => {
    const { driver: noted, runs } = noting()
    const stop = new AbortController()
    stop.abort()
    await warmPlans(noted, questions, stop.signal).catch(() => {})
    expect(runs.length).toBeLessThan(2)
  })
})

describe('a kept answer', () => {
  test('a kept answer is returned without another query until something is written', async () => {
    const question = questions.get('flows')
    if (!question) throw new Error('no question flows')
    const params = question.params.parse({})
    await driver.executeQuery('RETURN 1')
    await ask(driver, question, params)
    const answer = await ask(driver, question, params)
    const { driver: noted, runs } = noting()
    keepAnswer(noted, question, params, answer)
    expect((await ask(noted, question, params)).rows).toEqual(answer.rows)
    expect(await ask(noted, question, { ...params, limit: 2 })).toMatchObject({
      rows: answer.rows.slice(0, 2),
      total: answer.total,
      truncated: true,
    })
    expect(runs.map(({ cypher }) => cypher)).not.toContain(question.cypher)
    await driver.executeQuery("MATCH (p:Person) SET p.note = 'changed'")
    expect((await ask(noted, question, params)).rows).toEqual(answer.rows)
    expect(runs.map(({ cypher }) => cypher)).toContain(question.cypher)
  })
})
