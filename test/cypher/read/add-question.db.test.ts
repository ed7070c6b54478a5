import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../../server/app.ts'
import { type Question, readQuestions } from '../../../server/db/cypher-files.ts'
import { listen } from '../../../server/main.ts'
import { startApp, type TestApp } from '../../setup/app.ts'
import { copyWithQuestion, documentedQuestion } from '../../setup/documented-question.ts'
import { checkExample, checkPlan } from './checks.ts'

const { name } = await documentedQuestion()
let app: TestApp
let question: Question
let served: Awaited<ReturnType<typeof listen>>

beforeAll(async () => {
  app = await startApp()
  const folder = join(await copyWithQuestion(), 'cypher/read/')
  const questions = await readQuestions(folder, folder)
  const found = questions.get(name)
  if (!found) throw new Error(`${name} is not in the registry`)
  question = found
  const logger = pino({ level: 'silent' })
  const built = buildApp({
    ...{ driver: app.driver, questions, logger, checkRows: true },
    pages: (_request, _response, next) => next(),
  })
  served = await listen(built, 0, '127.0.0.1')
})
afterAll(async () => {
  await served.stop()
  await app.stop()
})

const get = async (path: string) => {
  const response = await fetch(`${served.url}${path}`)
  return { status: response.status, text: await response.text() }
}

test('the question that cypher/README.md shows passes the checks of the registry', async () => {
  await checkExample(app.driver, question)
  await checkPlan(app.driver, question)
})

test('its URL, its catalogue entry and its OpenAPI operation follow from its two files', async () => {
  const { status, text } = await get(`api/queries/${name}?organisation=openai`)
  expect(status).toBe(200)
  expect(JSON.parse(text).rows.length).toBeGreaterThan(0)
  const catalogue: { queries: object[] } = JSON.parse((await get('api/queries')).text)
  expect(catalogue.queries).toContainEqual(expect.objectContaining({ name, cypher: question.cypher }))
  expect(JSON.parse((await get('api/openapi.json')).text).paths).toHaveProperty([`/api/queries/${name}`])
})

test('its page has a form, in Chinese with shared words in Chinese and others in English', async () => {
  for (const language of ['en', 'zh']) {
    const { status, text } = await get(`q/${name}?lang=${language}`)
    expect(status).toBe(200)
    expect(text).toContain(question.question)
    expect(text).toMatch(/<input[^>]* name="organisation"/)
  }
  expect((await get(`q/${name}?lang=zh`)).text).toContain('<label for="organisation">机构')
  expect((await get(`q?lang=zh`)).text).toContain(`href="/q/${name}?lang=zh"`)
})
