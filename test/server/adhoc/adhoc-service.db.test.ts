import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type AdhocLine, AdhocLineSchema, AdhocRequestSchema } from '../../../cypher/adhoc.ts'
import { addChunk, emptyGraph, resolve } from '../../../cypher/graph-columns.ts'
import { HttpErrorBodySchema } from '../../../cypher/wire.ts'
import { Adhoc, type AdhocLimits } from '../../../server/adhoc/adhoc-service.ts'
import { buildApp } from '../../../server/app.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { applySchema } from '../../../server/db/write.ts'
import { builtPages } from '../../../server/http/client-pages.ts'
import { listen } from '../../../server/main.ts'
import { wipe } from '../../setup/database.ts'
import { openProxy } from '../../setup/proxy.ts'
import { loadSmallWorld } from '../../worlds/small.ts'
import { readCases, side } from './policy/harness.ts'

let driver: Driver
let app: { url: string; stop(): Promise<void> }

/** A server with its own limits; without limits, ad-hoc Cypher is disabled. */
async function serveWith(limits?: Partial<AdhocLimits>) {
  const adhoc = limits && new Adhoc(inject('neo4j'), limits)
  const express = buildApp({
    driver,
    questions: await readQuestions(),
    adhoc,
    logger: pino({ level: 'silent' }),
    pages: builtPages(),
    checkRows: true,
  })
  const { url, stop } = await listen(express, 0, '127.0.0.1')
  return {
    url,
    stop: async () => {
      await stop()
      await adhoc?.close()
    },
  }
}

beforeAll(async () => {
  driver = connect(inject('neo4j'))
  await wipe(driver)
  await applySchema(driver)
  await loadSmallWorld(driver)
  app = await serveWith({ milliseconds: 20_000, perMinute: 10_000 })
})
afterAll(async () => {
  await app.stop()
  await driver.close()
})

const post = (body: unknown, { url = app.url, signal }: { url?: string; signal?: AbortSignal } = {}) =>
  fetch(`${url}api/cypher`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  })
const linesOf = async (response: Response): Promise<AdhocLine[]> =>
  (await response.text())
    .trim()
    .split('\n')
    .map(line => AdhocLineSchema.parse(JSON.parse(line)))
const ask = async (query: string, more: object = {}) => linesOf(await post({ query, ...more }))
const refusal = async (response: Response) => HttpErrorBodySchema.parse(await response.json()).error
const rowsOf = (lines: AdhocLine[]) => lines.flatMap(line => (line.type === 'row' ? [line.values] : []))
const last = (lines: AdhocLine[]) => lines.at(-1)

/** The queries running in the database, except this one. */
const running = async (): Promise<string[]> => {
  const { records } = await driver.executeQuery('SHOW TRANSACTIONS YIELD currentQuery RETURN currentQuery AS query')
  return records.map(record => String(record.get('query'))).filter(query => !query.startsWith('SHOW TRANSACTIONS'))
}
/** Waits until the database runs nothing any more, a minute at the most. */
async function untilNothingRuns(): Promise<string[]> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await running()).length === 0) return []
    await sleep(200)
  }
  return running()
}

describe('ad-hoc answers', () => {
  test('an ad-hoc answer consists of a head with columns, rows, and a summary', async () => {
    const response = await post({ query: 'UNWIND [1, 2] AS x RETURN x, x * 2.5 AS y' })
    expect(response.headers.get('content-type')).toMatch(/^application\/x-ndjson/)
    expect(await linesOf(response)).toMatchObject([
      { type: 'head', mode: 'run', columns: ['x', 'y'], hints: [] },
      { type: 'row', values: [1, 2.5] },
      { type: 'row', values: [2, 5] },
      { type: 'summary', rows: 2, nodes: 0, relationships: 0, limit: null },
    ])
  })
  test('an ad-hoc answer sends each node and relationship once, in columns, and rows that refer to them', async () => {
    const query = 'MATCH (p:Person {id: $id})-[j:JOINED]->(o) RETURN p, j, o, p.name AS name'
    const [together, apart] = [
      await ask(query, { params: { id: 'ben' } }),
      await ask(query, { params: { id: 'ben' }, graph: 'off' }),
    ]
    const graph = emptyGraph()
    for (const line of together) if (line.type === 'graph') addChunk(graph, line)
    expect(graph.nodes.size).toBe(2)
    expect(rowsOf(together).map(row => resolve(graph, row))).toEqual(rowsOf(apart))
    expect(last(together)).toMatchObject({ nodes: 2, relationships: rowsOf(apart).length })
    const only = await ask(query, { params: { id: 'ben' }, graph: 'only' })
    expect(rowsOf(only)).toEqual([])
    expect(only.filter(({ type }) => type === 'graph')).toHaveLength(1)
  })
  test('an ad-hoc answer keeps integers, dates, durations, points, NaN and infinity exact', async () => {
    const lines = await ask(
      "RETURN 9007199254740993, date('2024-05-17'), duration('P1Y2M'), point({latitude: 1.5, longitude: 2}), 0.0 / 0.0, 1.0 / 0.0, $big, $on",
      {
        params: {
          big: { $type: 'Integer', _value: '-9223372036854775808' },
          on: { $type: 'Date', _value: '1999-12-31' },
        },
      },
    )
    expect(rowsOf(lines)[0]).toEqual(
      [
        '9007199254740993',
        '2024-05-17',
        'P14M',
        { kind: 'point', srid: 4326, x: 2, y: 1.5 },
        'NaN',
        'Infinity',
        '-9223372036854775808',
        '1999-12-31',
      ].map(value => (value === 'P14M' ? expect.stringMatching(/^P(14M|1Y2M)/) : value)),
    )
  })
  test('an ad-hoc answer may have columns and no rows, or neither', async () => {
    expect(await ask('MATCH (n:Nobody) RETURN n')).toMatchObject([
      { type: 'head', columns: ['n'], hints: [{ code: '01N50', place: { line: 1, column: 10 } }] },
      { type: 'summary', rows: 0 },
    ])
    expect(await ask('MATCH (n:Person) FINISH')).toMatchObject([{ columns: [] }, { rows: 0 }])
  })
  test('an ad-hoc answer flags an unknown label or property with the closest existing name', async () => {
    const [head] = await ask('MATCH (p:Persn)\nWHERE p.nmae = 1 RETURN p')
    expect(head).toMatchObject({
      hints: expect.arrayContaining([
        expect.objectContaining({ instead: 'Person' }),
        expect.objectContaining({ instead: 'name', place: { line: 2, column: 9 } }),
      ]),
    })
  })
  test('an explained statement returns its plan, and a profiled one returns it with rows and database hits', async () => {
    const [head, plan] = await ask('EXPLAIN MATCH (p:Person) RETURN p')
    expect(head).toMatchObject({ mode: 'explain', columns: [] })
    expect(plan).toMatchObject({
      type: 'plan',
      plan: { operator: 'ProduceResults', rows: null, children: [{ operator: 'NodeByLabelScan' }] },
    })
    const profiled = await ask('MATCH (p:Person) RETURN p.name AS name', { mode: 'profile' })
    const people = rowsOf(profiled).length
    const given = profiled.find(({ type }) => type === 'plan')
    expect(given).toMatchObject({ plan: { operator: 'ProduceResults', rows: people } })
    expect(JSON.stringify(given)).toMatch(/"dbHits":[1-9]/)
  })
})

describe('limits', () => {
  test.each([
    ['rows', { limit: 3 }, 'UNWIND range(1, 100000000) AS i RETURN i'],
    ['bytes', { bytes: 2_000 }, 'UNWIND range(1, 100000000) AS i RETURN i'],
    // The database sends a full fetch at once, and what is less when it likes.
    ['time', { timeout: 3_000 }, 'UNWIND range(1, 10000000000) AS i WITH i WHERE i <= 500 RETURN i'],
  ])(
    'the %s limit ends an answer with a summary that names the limit, and ends the statement',
    async (limit, more, query) => {
      const lines = await ask(query, more)
      expect(last(lines)).toMatchObject({ type: 'summary', limit, message: expect.any(String) })
      expect(rowsOf(lines).length).toBeGreaterThan(0)
      if (limit === 'rows') expect(rowsOf(lines)).toHaveLength(3)
      expect(await untilNothingRuns()).toEqual([])
    },
  )
  test('an answer with exactly as many rows as its limit does not report the limit', async () => {
    expect(last(await ask('UNWIND range(1, 3) AS i RETURN i', { limit: 3 }))).toMatchObject({ rows: 3, limit: null })
  })
  test.each([
    ['memory', {}, 'UNWIND range(1, 100000000) AS i WITH collect(i) AS l RETURN size(l)'],
    ['time', { timeout: 500 }, 'UNWIND range(1, 10000000000) AS i RETURN count(*)'],
  ])(
    'the %s limit is reported when it is reached before the first row, and the database keeps working',
    async (limit, more, query) => {
      expect(await ask(query, more)).toMatchObject([{ type: 'head' }, { type: 'summary', rows: 0, limit }])
      expect(rowsOf(await ask('RETURN 1'))).toEqual([[1]])
    },
  )
  test('a request cannot raise the row limit of the server', async () => {
    const small = await serveWith({ rows: 2, bytes: 10_000 })
    const lines = await linesOf(await post({ query: 'UNWIND range(1, 9) AS i RETURN i', limit: 5 }, small))
    expect([rowsOf(lines).length, last(lines)]).toMatchObject([2, { limit: 'rows' }])
    await small.stop()
  })
})

describe('refusals', () => {
  test.each([
    ['CREATE (:Pwn)', 403, 'cypher-reads-only', { line: 1, column: 1 }],
    ['MATCH (n)\nRETRUN n', 400, 'cypher-syntax', { line: 2, column: 1 }],
    ['RETURN 1 AS a,\n  apoc.x.y(2) AS b', 400, 'cypher-function', { line: 2, column: 3 }],
    ['CALL dbms.listConfig()', 400, 'cypher-procedure', { line: 1, column: 1 }],
    ["MATCH (n) WHERE n.name =~ '(a+)+' RETURN n", 400, 'cypher-pattern', { line: 1, column: 24 }],
    ['MATCH (n) WHERE n.id = $id RETURN n', 400, 'cypher-parameters', {}],
  ])('the refusal of %j gives the rule, the position and an alternative', async (query, status, code, place) => {
    const response = await post({ query })
    const error = await refusal(response)
    expect([response.status, error.code]).toEqual([status, code])
    expect(error.details).toMatchObject({ ...place, instead: expect.stringMatching(/.{10}/) })
  })
  test.each([
    [{}, /query is missing/],
    [{ query: 1 }, /query/],
    [{ query: 'RETURN 1', limit: 0 }, /limit is under 1/],
    [{ query: 'RETURN 1', mode: 'write' }, /mode/],
    [{ query: 'RETURN 1', retries: 3 }, /retries/],
    [{ query: 'RETURN $x', params: { x: { $type: 'Date', _value: 'soon' } } }, /parameter x is not a valid Date/],
  ])('the rejection of the request body %j names the error', async (body, message) => {
    const response = await post(body)
    expect([response.status, (await refusal(response)).message]).toEqual([400, expect.stringMatching(message)])
  })
  test.each([
    ['RETURN 1 / 0 AS x', /by zero/],
    ['WITH 0 AS zero RETURN 1 / zero AS x', /by zero/],
    ["RETURN date('soon') AS x", /Date "soon"/],
    ["WITH 'soon' AS text RETURN date(text) AS x", /Date "soon"/],
    ['MATCH (p:Person) RETURN 1 / size([]) AS x', /by zero/],
    ["RETURN duration('long') AS x", /"long"/],
    ['MATCH (p:Person) RETURN p.name.first AS x', /./],
    ['UNWIND [1, 0] AS n RETURN 1 / n AS x', /by zero/],
    ['RETURN 1 AS x LIMIT 1 / 0', /by zero/],
  ])('the values in %j are reported as the fault, and not the syntax', async (query, message) => {
    const lines = (await (await post({ query })).text()).trim().split('\n')
    const { error } = JSON.parse(lines.at(-1) ?? '')
    expect(error).toMatchObject({ code: 'cypher-error', message: expect.stringMatching(message) })
    expect(error.message).toMatch(/^The statement failed while it ran: .*[^.]\.$/)
  })
  test('a request body that is too long returns 413, and one that is not JSON returns 400', async () => {
    expect((await post({ query: 'RETURN 1', params: { x: 'a'.repeat(70_000) } })).status).toBe(413)
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${app.url}api/cypher`, { method: 'POST', headers, body: '{' })
    expect(response.status).toBe(400)
  })
  test.each([
    ['text/plain', 415],
    ['application/x-www-form-urlencoded', 415],
    ['multipart/form-data; boundary=x', 415],
    ['text/plain; application/json', 415],
    ['', 415],
    ['application/json', 200],
    ['Application/JSON; charset=utf-8', 200],
    ['application/vnd.cypher+json', 200],
  ])('a request body with the content type %j returns %i', async (type, status) => {
    const response = await fetch(`${app.url}api/cypher`, {
      method: 'POST',
      headers: type ? { 'content-type': type } : {},
      // For a string body, fetch would set the content type itself.
      body: new TextEncoder().encode('{"query": "RETURN 1"}'),
    })
    expect(response.status).toBe(status)
    if (status === 415)
      expect(await refusal(response)).toMatchObject({
        code: 'unsupported-media-type',
        message: expect.stringContaining('content-type: application/json'),
      })
    else await response.text()
  })
  test('a server with ad-hoc Cypher disabled refuses every statement and reports that it is closed', async () => {
    const closed = await serveWith()
    const response = await post({ query: 'RETURN 1' }, closed)
    expect([response.status, (await refusal(response)).code]).toEqual([403, 'adhoc-off'])
    expect(await (await fetch(`${closed.url}api/cypher`)).json()).toMatchObject({ open: false, mode: 'off' })
    await closed.stop()
    expect(await (await fetch(`${app.url}api/cypher`)).json()).toMatchObject({
      ...{ open: true, mode: 'on', held: false },
      limits: { rows: 1_000_000 },
    })
  })
  test('statements beyond the limits of concurrency and rate are refused with a Retry-After header', async () => {
    const narrow = await serveWith({
      concurrent: 1,
      waiting: 1,
      waitMilliseconds: 300,
      milliseconds: 2_000,
      perMinute: 6,
    })
    const slow = 'UNWIND range(1, 1000000000) AS i RETURN count(*)'
    const statuses = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const response = await post({ query: slow }, narrow)
        await response.text()
        return [response.status, response.headers.get('retry-after') !== null]
      }),
    )
    await narrow.stop()
    // One reaches its time limit, one waits too long, four exceed the concurrency and two the rate limit.
    expect(statuses.map(([status]) => status).toSorted()).toEqual([200, 429, 429, 429, 429, 429, 429, 503])
    for (const [status, told] of statuses) if (status !== 200) expect(told).toBe(true)
  })
})

describe('protection of other clients', () => {
  test('a statement ends when its client disconnects before the first row', async () => {
    const leaving = new AbortController()
    const gone = post({ query: 'UNWIND range(1, 1000000000) AS i RETURN count(*)' }, { signal: leaving.signal }).catch(
      () => 'gone',
    )
    for (let tries = 0; tries < 600 && !(await running()).some(query => query.startsWith('UNWIND')); tries++)
      await sleep(100)
    expect((await running()).filter(query => query.startsWith('UNWIND'))).toHaveLength(1)
    leaving.abort()
    expect(await gone).toBe('gone')
    expect(await untilNothingRuns()).toEqual([])
  })
  test.each([
    ['a statement', 'never answered'],
    ['the function lookup of the query policy', 'SHOW FUNCTIONS'],
  ])('the next statement runs even when the database never answers %s', async (_what, withheld) => {
    let withholds = true
    const proxy = await openProxy(inject('neo4j').uri, { mute: sent => withholds && sent.includes(withheld) })
    const connection = { ...inject('neo4j'), uri: `bolt://127.0.0.1:${proxy.port}` }
    const adhoc = new Adhoc(connection, {
      milliseconds: 1_000,
      graceMilliseconds: 500,
      // A process on a busy machine may be slow to say that it has ended a statement.
      unresponsiveMilliseconds: 2_000,
      concurrent: 1,
      releaseMilliseconds: 500,
    })
    const run = async (query: string) => {
      let text = ''
      const { signal } = new AbortController()
      for await (const lines of adhoc.run(AdhocRequestSchema.parse({ query }), signal)) text += lines
      return text
    }
    try {
      await expect(run("RETURN 'never answered'")).rejects.toMatchObject({ status: 504, code: 'too-slow' })
      withholds = false
      expect(await run('RETURN 1 AS one')).toContain('"values":[1]')
    } finally {
      await proxy.close()
      await adhoc.close()
    }
  })

  test('a statement ends when its client disconnects in the middle of the rows', async () => {
    const leaving = new AbortController()
    const response = await post({ query: 'UNWIND range(1, 100000000) AS i RETURN i' }, { signal: leaving.signal })
    await response.body?.getReader().read()
    leaving.abort()
    expect(await untilNothingRuns()).toEqual([])
  })
  test.each(['identity', 'gzip'])(
    'a client that stops reading an answer sent as %s loses its statement, and the next client is served',
    async encoding => {
      const narrow = await serveWith({
        ...{
          concurrent: 1,
          waitMilliseconds: 100,
          slowConsumerMilliseconds: 1_000,
          releaseMilliseconds: 5_000,
          milliseconds: 60_000,
          perMinute: 10_000,
        },
      })
      const socket = dial(Number(new URL(narrow.url).port), '127.0.0.1')
      socket.on('error', () => {})
      try {
        await once(socket, 'connect')
        socket.pause()
        const query = `UNWIND range(1, 1000000) AS i RETURN i, randomUUID() + '${'x'.repeat(60)}' AS t`
        const body = JSON.stringify({ query, graph: 'off' })
        socket.write(
          `POST /api/cypher HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: ${encoding}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
        )
        for (let tries = 0; tries < 600 && !(await running()).some(text => text.startsWith('UNWIND')); tries++)
          await sleep(100)
        expect((await running()).filter(text => text.startsWith('UNWIND'))).toHaveLength(1)
        const from = performance.now()
        const statuses: number[] = []
        while (statuses.at(-1) !== 200 && performance.now() - from < 100_000) {
          const response = await post({ query: 'RETURN 1' }, narrow)
          await response.text()
          statuses.push(response.status)
        }
        expect([statuses[0], statuses.at(-1)]).toEqual([503, 200])
        expect(socket.destroyed).toBe(false)
        expect(await untilNothingRuns()).toEqual([])
        // The data already sent can still be read, and then the connection closes.
        socket.resume()
        await once(socket, 'close')
      } finally {
        socket.destroy()
        await narrow.stop()
      }
    },
  )
  test('a client that reads slowly receives rows until the time limit, and then a summary that names the limit', async () => {
    const brief = await serveWith({ concurrent: 1, milliseconds: 1_500 })
    const response = await post({ query: `UNWIND range(1, 1000000) AS i RETURN i, '${'x'.repeat(90)}' AS t` }, brief)
    let text = ''
    const from = performance.now()
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += chunk
      if (performance.now() - from < 2_000) await sleep(20)
    }
    expect(JSON.parse(text.trim().split('\n').at(-1) ?? '')).toMatchObject({ type: 'summary', limit: 'time' })
    await brief.stop()
  })
  test('named queries are answered while a hundred hostile statements run side by side', async () => {
    const busy = await serveWith({ milliseconds: 2_000, perMinute: 10_000 })
    const cases = readCases(9).filter(({ expect }) => expect !== 'accept')
    const heavy = [
      ...cases.filter(({ expect }) => expect === 'limit'),
      { cypher: 'UNWIND range(1, 1000000000) AS i RETURN count(*)', params: {} },
      { cypher: 'MATCH (a), (b), (c), (d), (e), (f) RETURN count(*)', params: {} },
      { cypher: 'UNWIND range(1, 100000000) AS i RETURN collect(i)', params: {} },
    ]
    const hostile = Array.from({ length: 100 }, (_, at) =>
      at % 2 ? heavy[at % heavy.length] : cases[at % cases.length],
    )
    const answered: number[] = []
    let over = false
    const asking = (async () => {
      while (!over) answered.push((await fetch(`${busy.url}api/queries/who-left?organisation=mill`)).status)
    })()
    await side(hostile, 100, async one => {
      const response = await post({ query: one?.cypher, params: one?.params }, busy)
      await response.text()
    })
    over = true
    await asking
    expect(answered.length).toBeGreaterThan(3)
    expect([...new Set(answered)]).toEqual([200])
    expect(await untilNothingRuns()).toEqual([])
    await busy.stop()
  })
})
