import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect } from '../../server/db/connect.ts'
import { addressIn, spawnCommand, writtenBy } from '../setup/commands.ts'
import { wipe } from '../setup/database.ts'

interface Span {
  name: string
  kind: number
  traceId: string
  spanId: string
  parentSpanId?: string
  attributes: { key: string; value: Record<string, unknown> }[]
  status: { code?: number }
}

/** What a collector has received over OTLP/HTTP, as text and as spans. */
const received: { path: string; headers: Record<string, unknown>; text: string }[] = []
const spans = (): Span[] =>
  received
    .flatMap(({ text }) => JSON.parse(text).resourceSpans)
    .flatMap(resource => resource.scopeSpans.flatMap(({ spans }: { spans: Span[] }) => spans))
const SERVER = 2
const CLIENT = 3
const attributesOf = ({ attributes }: Span) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))

let collector: Server
beforeAll(async () => {
  const driver = connect(inject('neo4j'))
  await wipe(driver)
  await driver.close()
  collector = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    received.push({ path: request.url ?? '', headers: request.headers, text })
    response.setHeader('content-type', 'application/json').end('{}')
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
})
afterAll(() => collector.close())

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const PARENT = '00f067aa0ba902b7'

test('with a collector, each request is a span with its question, and its statements are spans within it, without a value or a credential', async () => {
  const { port } = collector.address() as AddressInfo
  const child = spawnCommand('start', [], undefined, {
    PORT: '0',
    LOG_LEVEL: 'silent',
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20collector-key',
    OTEL_BSP_SCHEDULE_DELAY: '200',
  })
  try {
    const url = await addressIn(writtenBy(child))
    const traced = { traceparent: `00-${TRACE}-${PARENT}-01`, 'x-request-id': 'request-of-the-test' }
    const ask = (path: string, init?: RequestInit) => fetch(url + path, init).then(response => response.text())
    await ask('api/queries/career?person=Lilian%20Weng', { headers: traced })
    await ask('q/who-left?organisation=openai')
    await ask('api/queries/career?person=nobody-of-that-name')
    await ask('api/queries/overview.ndjson?limit=5')
    const body = JSON.stringify({ query: 'RETURN "a value of mine" AS v', params: {} })
    await ask('api/cypher', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    child.kill('SIGINT')
    await once(child, 'exit')
  } finally {
    child.kill('SIGKILL')
  }

  expect(received.map(({ path, headers }) => [path, headers.authorization])).toContainEqual([
    '/v1/traces',
    'Bearer collector-key',
  ])
  const all = spans()
  const requests = all.filter(({ kind }) => kind === SERVER)
  const named = (name: string) => requests.filter(span => span.name === name)
  const [career, unknown] = named('GET /api/queries/career')
  if (!career || !unknown)
    throw new Error(`no spans of the question among ${all.map(({ name, kind }) => `${kind} ${name}`).join(', ')}`)
  expect(career).toMatchObject({ traceId: TRACE, parentSpanId: PARENT })
  expect(attributesOf(career)).toMatchObject({
    'http.request.method': 'GET',
    'http.route': '/api/queries/career',
    'http.response.status_code': 200,
    'who_left_where.question': 'career',
    'who_left_where.request_id': 'request-of-the-test',
  })
  expect([unknown.traceId === TRACE, attributesOf(unknown)['http.response.status_code']]).toEqual([false, 400])
  const withinOf = (request: Span | undefined) =>
    all.filter(({ kind, parentSpanId }) => kind === CLIENT && parentSpanId === request?.spanId)
  expect(withinOf(career).map(({ name, traceId }) => [name, traceId])).toEqual(
    expect.arrayContaining([
      ['entity', TRACE],
      ['career', TRACE],
    ]),
  )
  for (const [name, statement] of [
    ['GET /q/who-left', 'who-left'],
    ['GET /api/queries/overview', 'overview'],
    ['POST /api/cypher/', 'ad hoc statement'],
  ] as const)
    expect([name, withinOf(named(name)[0]).map(each => each.name)]).toEqual([name, expect.arrayContaining([statement])])
  expect(requests.some(({ name }) => name.includes('readyz'))).toBe(false)

  const text = received.map(each => each.text).join('\n')
  for (const secret of [
    inject('neo4j').password,
    'collector-key',
    'Lilian',
    'lilian-weng',
    'nobody-of',
    'a value of mine',
    'MATCH',
  ])
    expect([secret, text.includes(secret)]).toEqual([secret, false])
  expect(text).toContain('"who-left-where"')
})
