import { Agent, get as httpGet } from 'node:http'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { HttpErrorBodySchema, lineSchema, type Reply, replySchema } from '../../../cypher/wire.ts'
import { connect } from '../../../server/db/connect.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { serve, startApp, type TestApp } from '../../setup/app.ts'
import { linesOf, questionOf, rowsOf, serveOne } from '../../setup/one-question.ts'
import { openProxy } from '../../setup/proxy.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${app.url}api/queries/${path}`, { headers, cache: 'no-store' })
const reply = async (path: string): Promise<Reply> => (await get(path)).json() as Promise<Reply>
const refusal = async (response: Response) => HttpErrorBodySchema.parse(await response.json()).error
const write = (cypher: string) => app.driver.executeQuery(cypher)

describe('Accept header', () => {
  test.each([
    ['application/json', /^application\/json/],
    ['text/csv', /^text\/csv/],
    ['application/x-ndjson', /^application\/x-ndjson/],
    ['application/jsonl;q=0.9, text/html', /^application\/x-ndjson/],
    ['text/csv;q=0.5, application/json;q=0.6', /^application\/json/],
    ['text/html,application/xhtml+xml,*/*;q=0.8', /^application\/json/],
    ['*/*', /^application\/json/],
  ])('the Accept header %s is honoured', async (accept, type) => {
    const response = await get('who-left?organisation=openai', { accept })
    expect([response.status, response.headers.get('content-type')]).toEqual([200, expect.stringMatching(type)])
    expect(response.headers.get('vary')).toMatch(/Accept\b/)
  })

  test.each(['who-left?organisation=openai', ''])(
    'an unsupported Accept header returns 406 for the path "%s"',
    async path => {
      const response = await get(path, { accept: 'image/png' })
      expect([response.status, (await refusal(response)).code]).toEqual([406, 'not-acceptable'])
    },
  )

  test('a format suffix overrides the Accept header', async () => {
    const response = await get('who-left.ndjson?organisation=openai', { accept: 'application/json' })
    expect(response.headers.get('content-type')).toMatch(/ndjson/)
  })
})

describe('formats', () => {
  test('every query returns the same rows as JSON, NDJSON and CSV, in the shape of its schema', async () => {
    for (const { name, example, row } of (await readQuestions()).values()) {
      const query = new URLSearchParams(example as Record<string, string>)
      const response = await get(`${name}.json?${query}`)
      expect([name, response.status]).toEqual([name, 200])
      const json = replySchema(row).parse(await response.json())
      const streamed = await linesOf(await get(`${name}.ndjson?${query}`))
      for (const line of streamed) lineSchema(row).parse(line)
      expect([name, rowsOf(streamed)]).toEqual([name, json.rows])
      const { rows, ...head } = json
      expect(streamed[0]).toMatchObject({ type: 'head', query: name, params: head.params })
      expect(streamed.at(-1)).toEqual({
        type: 'summary',
        ...{ rows: rows.length, truncated: head.truncated, total: head.total, next: head.next },
      })
      const table = parse(await (await get(`${name}.csv?${query}`)).text()) as string[][]
      expect([name, table.length]).toEqual([name, rows.length + 1])
    }
  })
})

describe('pagination', () => {
  test('the pages of an answer make up the whole answer, by cursor and by Link header alike', async () => {
    const whole = await reply('who-left?organisation=openai')
    const rows: unknown[] = []
    let url = `${app.url}api/queries/who-left?organisation=OpenAI&limit=3`
    for (let pages = 1; ; pages++) {
      const response = await fetch(url)
      const page = (await response.json()) as Reply
      expect([page.skipped ?? 0, page.total]).toEqual([rows.length, whole.total])
      rows.push(...page.rows)
      const link = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
      expect(page.truncated).toBe(page.next !== undefined)
      expect(link === undefined).toBe(page.next === undefined)
      if (!page.next) {
        expect(pages).toBe(Math.ceil(whole.rows.length / 3))
        break
      }
      url = new URL(link ?? '', url).href
      expect(new URL(url).searchParams.get('cursor')).toBe(page.next)
    }
    expect(rows).toEqual(whole.rows)
  })

  test('the pages of an answer may differ in size and format', async () => {
    const whole = await reply('who-left?organisation=openai')
    const { next } = await reply('who-left?organisation=openai&limit=2')
    const streamed = await linesOf(await get(`who-left.ndjson?organisation=openai&limit=4&cursor=${next}`))
    expect(rowsOf(streamed)).toEqual(whole.rows.slice(2, 6))
    const summary = streamed.at(-1)
    const after = summary?.type === 'summary' ? summary.next : ''
    const rest = await reply(`who-left?organisation=openai&cursor=${after}`)
    expect(rest.rows).toEqual(whole.rows.slice(6))
  })

  test('a cursor survives a write that changes no delivered row, and returns 409 after one that does', async () => {
    const { next, rows } = await reply('who-left?organisation=openai&limit=2')
    await write("CREATE (:Person {id: 'elsewhere', name: 'Elsewhere', aliases: [], search: 'elsewhere'})")
    const second = await reply(`who-left?organisation=openai&limit=2&cursor=${next}`)
    expect(second.rows).toEqual((await reply('who-left?organisation=openai&limit=4')).rows.slice(2))

    const { id } = (rows[0] as { person: { id: string } }).person
    await write(`MATCH (p:Person {id: '${id}'}) SET p.name = p.name + ' the Second'`)
    for (const form of ['json', 'csv', 'ndjson']) {
      const response = await get(`who-left.${form}?organisation=openai&limit=2&cursor=${next}`)
      expect([response.status, (await refusal(response)).message]).toEqual([
        409,
        expect.stringContaining('Start again without a cursor'),
      ])
    }
    await write(`MATCH (p:Person {id: '${id}'}) SET p.name = replace(p.name, ' the Second', '')`)
    await write("MATCH (p:Person {id: 'elsewhere'}) DELETE p")
  })

  test('a cursor that is invalid or belongs to another query or other parameters is refused', async () => {
    const { next } = await reply('who-left?organisation=openai&limit=2')
    const forged = Buffer.from(JSON.stringify({ rows: 1e12, digest: '', of: '' })).toString('base64url')
    for (const path of [
      'who-left?organisation=openai&cursor=nonsense',
      `who-left?organisation=openai&cursor=${forged}`,
      `who-left?organisation=anthropic&cursor=${next}`,
      `who-left?organisation=openai&from=2024&cursor=${next}`,
      `where-they-went?organisation=openai&cursor=${next}`,
      `career?person=lilian-weng&cursor=${next}`,
    ]) {
      const response = await get(path)
      expect([path, response.status, (await refusal(response)).code]).toEqual([path, 400, 'bad-cursor'])
    }
  })
})

describe('ETag', () => {
  const path = 'who-left?organisation=openai'
  const tagOf = async (at = path, headers = {}) => {
    await get(at)
    return (await get(at, headers)).headers.get('etag') ?? ''
  }

  test('a matching ETag returns 304 without a body, and other formats and parameters have their own ETag', async () => {
    const tag = await tagOf()
    expect(tag).toMatch(/^W\/".+"$/)
    for (const held of [tag, tag.slice(2), `"other", ${tag}`, '*']) {
      const response = await get(path, { 'if-none-match': held })
      expect([response.status, await response.text(), response.headers.get('etag')]).toEqual([304, '', tag])
    }
    const csv = await tagOf('who-left.csv?organisation=openai')
    expect(csv).not.toBe(tag)
    expect((await get(path, { 'if-none-match': csv })).status).toBe(200)
    expect((await get('who-left?organisation=openai&limit=2', { 'if-none-match': tag })).status).toBe(200)
  })

  test('a write changes the ETag of an answer, and the old ETag returns the new answer', async () => {
    const tag = await tagOf()
    const before = await reply(path)
    await write(
      "MATCH (:Organisation {id: 'openai'})<-[l:LEFT]-(p) WITH p ORDER BY p.id LIMIT 1 SET p.name = 'Renamed ' + p.name",
    )
    const response = await get(path, { 'if-none-match': tag })
    expect(response.status).toBe(200)
    expect(await response.json()).not.toEqual(before)
    expect(await tagOf()).not.toBe(tag)
    await write("MATCH (p:Person) WHERE p.name STARTS WITH 'Renamed ' SET p.name = replace(p.name, 'Renamed ', '')")
    expect(await reply(path)).toEqual(before)
  })

  test('answers with the same ETag are identical even during concurrent writes', async () => {
    // Each answer with a tag is kept; an answer with the same tag must be the same.
    const seen = new Map<string, string>()
    let writing = true
    const writer = (async () => {
      for (let n = 0; writing; n++)
        await write(`MATCH (:Organisation {id: 'openai'})<-[l:LEFT]-() SET l.role = 'role ${n}'`)
    })()
    for (let n = 0; n < 150; n++) {
      const response = await get(path)
      const [tag, body] = [response.headers.get('etag'), await response.text()]
      if (tag) expect(seen.get(tag) ?? body).toBe(body)
      if (tag) seen.set(tag, body)
    }
    writing = false
    await writer
  })
})

describe('answer cache', () => {
  const params = z.object({ from: z.coerce.number().default(0) })
  const dice = questionOf('dice', '// Which number?\nRETURN $from + rand() AS n', { params })
  /** Rows of the answer, with its type and tag. */
  const asking = async (answersMB: number) => {
    const { url, stop } = await serveOne(app.driver, dice, { answersMB })
    const ask = async (path: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${url}api/queries/${path}`, { headers })
      const { headers: told } = response
      return [told.get('content-type'), told.get('etag'), told.get('content-disposition'), await response.text()]
    }
    return { ask, stop }
  }

  test('the answer cache returns an answer unchanged, for each format and parameter, until the next write', async () => {
    const { ask, stop } = await asking(1)
    const paths = ['dice', 'dice.csv', 'dice?from=1', 'dice.csv?from=1']
    const all = () => Promise.all(paths.map(path => ask(path)))
    await ask('dice?from=2')
    const first = await all()
    expect(new Set(first.map(([, , , body]) => body)).size).toBe(paths.length)
    expect(await all()).toEqual(first)
    await write("CREATE (:Person {id: 'written'})")
    const second = await all()
    for (const [at, answer] of second.entries()) expect(answer.slice(1)).not.toEqual(first[at]?.slice(1))
    await write("MATCH (p:Person {id: 'written'}) DELETE p")
    // An answer read during a write has no ETag and is not cached.
    const third = await all()
    expect(await all()).toEqual(third)
    await stop()
  })

  test('the answer cache stores no NDJSON, and nothing without memory', async () => {
    const some = await asking(1)
    expect(await some.ask('dice.ndjson')).not.toEqual(await some.ask('dice.ndjson'))
    await some.stop()
    const none = await asking(0)
    const [, , , first] = await none.ask('dice')
    const [, tag, , second] = await none.ask('dice')
    expect(second).not.toBe(first)
    expect(tag).toMatch(/^W\//)
    await none.stop()
  })

  test('the answer cache evicts old answers to make room for new ones', async () => {
    const { ask, stop } = await asking(0.02)
    await ask('dice?from=-1')
    const first = await ask('dice')
    expect(await ask('dice')).toEqual(first)
    for (let from = 1; from < 40; from++) await ask(`dice?from=${from}`)
    expect(await ask('dice')).not.toEqual(first)
    await stop()
  })

  test('while the database is unavailable, the same request gets its cached answer as stale, and any other one gets 503', async () => {
    const { uri, user, password } = inject('neo4j')
    const proxy = await openProxy(uri)
    const through = await serve(connect({ uri: `bolt://127.0.0.1:${proxy.port}`, user, password }))
    const ask = async (query: string, headers: Record<string, string> = {}) => {
      const response = await fetch(`${through.url}api/queries/who-left${query}`, { headers })
      const [warning, age, etag, kept] = ['warning', 'age', 'etag', 'cache-control'].map(name =>
        response.headers.get(name),
      )
      return { status: response.status, warning, age, etag, kept, text: await response.text() }
    }
    const KNOWN = '?organisation=openai'
    const current = await ask(KNOWN)
    const expected = { ...current, status: 200, warning: null, age: null, kept: 'no-cache' }
    for (let n = 0; n < 3; n++) expect(await ask(KNOWN)).toEqual(expected)
    await proxy.close()
    const stale = await ask(KNOWN)
    const age = expect.stringMatching(/^\d+$/)
    // A browser that kept it would repeat the warning later.
    expect(stale).toEqual({ ...current, warning: '110 - "Response is Stale"', age, kept: 'no-store' })
    const unchanged = await ask(KNOWN, { 'if-none-match': current.etag ?? '' })
    expect(unchanged).toMatchObject({ status: 304, warning: stale.warning, etag: current.etag, kept: 'no-store' })
    for (const [query, headers] of [
      ['?organisation=anthropic', {}],
      [KNOWN, { accept: 'text/csv' }],
      [KNOWN, { accept: 'application/x-ndjson' }],
    ] as const)
      expect(await ask(query, headers)).toMatchObject({ status: 503, warning: null })
    await through.stop()
  })
})

describe('name resolution', () => {
  test('a name that moves to another person resolves to that person at once', async () => {
    const person = async (text: string) => (await reply(`career?person=${encodeURIComponent(text)}`)).params.person
    await write("CREATE (:Person {id: 'first', name: 'Moving Name', aliases: [], search: ['moving name']})")
    await write("CREATE (:Person {id: 'second', name: 'Other', aliases: [], search: ['other']})")
    await write('CALL db.awaitIndexes(60)')
    await expect.poll(() => person('Moving Name')).toBe('first')
    for (let n = 0; n < 3; n++) expect(await person('Moving Name')).toBe('first')
    await write(
      "MATCH (a:Person {id: 'first'}), (b:Person {id: 'second'}) SET a.name = 'Other', a.search = ['other'], b.name = 'Moving Name', b.search = ['moving name']",
    )
    await expect.poll(() => person('Moving Name')).toBe('second')
    await write("MATCH (a:Person) WHERE a.id IN ['first', 'second'] DELETE a")
    expect((await get('career?person=Moving%20Name')).status).toBe(400)
  })

  test('a merged person resolves to the person they were merged into', async () => {
    await write(
      "MATCH (b:Person {id: 'lilian-weng'}) CREATE (:Person {id: 'merged', name: 'Merged', aliases: [], search: ['merged']})-[:SAME_AS]->(b)",
    )
    expect((await reply('career?person=merged')).params.person).toBe('lilian-weng')
    await write("MATCH (a:Person {id: 'merged'}) DETACH DELETE a")
  })
})

describe('compression', () => {
  const raw = (path: string, encoding: string) =>
    new Promise<{ encoding?: string; body: Buffer }>((resolve, reject) => {
      httpGet(
        `${app.url}api/queries/${path}`,
        { headers: { 'accept-encoding': encoding }, agent: new Agent() },
        response => {
          const chunks: Buffer[] = []
          response.on('data', chunk => chunks.push(chunk))
          response.on('end', () =>
            resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) }),
          )
        },
      ).on('error', reject)
    })

  test.each(['overview.json', 'overview.csv', 'overview.ndjson'])(
    'gzip and brotli compress %s to less than a third of its size',
    async path => {
      const plain = await raw(path, 'identity')
      expect(plain.encoding).toBeUndefined()
      for (const [encoding, open] of [
        ['gzip', gunzipSync],
        ['br', brotliDecompressSync],
      ] as const) {
        const packed = await raw(path, encoding)
        expect(packed.encoding).toBe(encoding)
        expect(packed.body.length).toBeLessThan(plain.body.length / 3)
        expect(open(packed.body).toString()).toBe(plain.body.toString())
      }
    },
  )
})
