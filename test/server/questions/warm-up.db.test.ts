import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { type Questions, readQuestions } from '../../../server/db/cypher-files.ts'
import { ask } from '../../../server/questions/ask.ts'
import { storePrecomputed } from '../../../server/questions/precomputed-answers.ts'
import { warmPlans } from '../../../server/questions/warm-up.ts'
import { wipe } from '../../setup/database.ts'
import { recording } from '../../setup/recording.ts'
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

const SOME = ['flows', 'disputed', 'possible-duplicates', 'who-left', 'colleagues-of-all']

describe('warming', () => {
  // All questions are warmed at night: to plan each takes a minute.
  test('warming plans and runs questions with an existing entity and about the whole graph', async () => {
    const { driver: noted, runs } = recording(driver)
    const some = new Map([...questions].filter(([name]) => SOME.includes(name)))
    await warmPlans(noted, some, new AbortController().signal)
    const notAsked = [...some.values()].filter(({ cypher }) => !runs.some(run => run.cypher === cypher))
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
    const { driver: noted, runs } = recording(driver)
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
    const answer = await ask(driver, question, params, { checkRows: true })
    const { driver: noted, runs } = recording(driver)
    storePrecomputed(noted, question, params, answer)
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
