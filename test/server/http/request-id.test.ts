import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildApp } from '../../../server/app.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { type Listening, listen } from '../../../server/main.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8'

interface Line {
  level: number
  msg: string
  req: { id: string; method: string; url: string }
  err?: { message: string }
}

const logged: Line[] = []
let driver: Driver
let app: Listening
/** An app in which every question is refused but one at a time, `/broken` is a fault, and no database answers. */
beforeAll(async () => {
  // Nothing listens at port 1.
  driver = connect({ uri: 'bolt://127.0.0.1:1', user: 'neo4j', password: 'unused-secret' })
  app = await listen(
    buildApp({
      driver,
      questions: await readQuestions(),
      logger: pino({ level: 'info' }, { write: line => void logged.push(JSON.parse(line)) }),
      corsOrigins: ['*'],
      questionLimits: { concurrent: 1, waiting: 0, milliseconds: 8_000 },
      pages(request, _response, next) {
        if (request.path === '/broken') throw new Error('a fault with details')
        next()
      },
    }),
    0,
    '127.0.0.1',
  )
})
afterAll(async () => {
  await app.stop()
  await driver.close()
})

const get = async (path: string, headers: Record<string, string> = {}) => {
  const response = await fetch(app.url + path, { headers })
  return {
    status: response.status,
    id: response.headers.get('x-request-id') ?? '',
    headers: response.headers,
    text: await response.text(),
  }
}
const linesOf = (id: string) => logged.filter(({ req }) => req?.id === id)

test('every answer has an id of its request, which the log has too: its own, or that of a proxy', async () => {
  const one = await get('api/queries')
  expect(one.id).toMatch(UUID)
  await expect.poll(() => linesOf(one.id)).toMatchObject([{ req: { method: 'GET', url: '/api/queries' } }])
  expect((await get('api/queries')).id).not.toBe(one.id)
  for (const given of ['7f3c-a.B_1~', 'x'.repeat(128)]) {
    expect((await get('healthz', { 'x-request-id': given })).id).toBe(given)
  }
  for (const given of ['x'.repeat(129), 'a b', 'a"b', 'a,b', '<b>', 'é', '{}']) {
    expect((await get('healthz', { 'x-request-id': given })).id).toMatch(UUID)
  }
})

test('an internal error names its request in JSON and on a page in either language, and the log has the cause under that id', async () => {
  const english = await get('broken')
  expect([english.status, JSON.parse(english.text).error]).toMatchObject([
    500,
    {
      code: 'internal-error',
      message: expect.stringMatching(new RegExp(`server log has the details\\. Request ID: ${english.id}$`)),
    },
  ])
  const page = await get('broken', { accept: BROWSER, 'x-request-id': "it's<" })
  expect([page.status, page.id]).toEqual([500, expect.stringMatching(UUID)])
  expect(page.text).toContain(`Request ID: ${page.id}`)
  const chinese = await get('broken', { accept: BROWSER, 'accept-language': 'zh' })
  expect(chinese.text).toContain(`请求编号：${chinese.id}`)
  for (const { id, text } of [english, page, chinese]) {
    expect(text).not.toContain('a fault with details')
    await expect
      .poll(() => linesOf(id).map(({ msg, err }) => [msg, err?.message]))
      .toEqual([
        ['internal-error', 'a fault with details'],
        ['request errored', undefined],
      ])
  }
})

test('a question that no database answers is in the log with its id, and one that is refused has an id too', async () => {
  const asked = get('api/queries/who-left?organisation=openai')
  const refused = await get('api/queries/career?person=a')
  expect([refused.status, refused.id]).toEqual([503, expect.stringMatching(UUID)])
  const { status, id, headers } = await asked
  expect([status, headers.get('access-control-expose-headers')]).toEqual([503, expect.stringContaining('X-Request-Id')])
  await expect.poll(() => linesOf(id).map(({ msg }) => msg)).toEqual(['database-unavailable', 'request errored'])
  expect(JSON.stringify(logged)).not.toContain('unused-secret')
})

test('an internal error of a tool is logged, and its text names the request', async () => {
  const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'overview', arguments: {} } }
  const response = await fetch(`${app.url}mcp`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
    body: JSON.stringify(call),
  })
  expect(await response.json()).toMatchObject({ result: { isError: true } })
  const id = response.headers.get('x-request-id') ?? ''
  await expect.poll(() => linesOf(id).map(({ msg }) => msg)).toEqual(['database-unavailable', 'request completed'])
})
