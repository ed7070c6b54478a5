import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HttpErrorBodySchema } from '../../cypher/wire.ts'
import { startApp, type TestApp } from '../setup/app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers })
const refusal = async (response: Response) => HttpErrorBodySchema.parse(await response.json()).error

describe('catalogue', () => {
  test('the catalogue lists the queries with their Cypher and parameters', async () => {
    const { queries } = (await (await get('api/queries')).json()) as {
      queries: { name: string; cypher: string; params: object }[]
    }
    const names = queries.map(({ name }) => name)
    expect(names).toEqual(
      expect.arrayContaining(['around', 'career', 'overview', 'search', 'where-they-went', 'who-left']),
    )
    for (const query of queries) {
      expect(query.cypher).toMatch(/^\/\/ .*\?\n/)
      expect(query.params).toMatchObject({ type: 'object', properties: {} })
    }
  })

  test('every example in the catalogue works as a URL', async () => {
    const { queries } = (await (await get('api/queries')).json()) as {
      queries: { name: string; example: Record<string, string> }[]
    }
    for (const { name, example } of queries) {
      const response = await get(`api/queries/${name}?${new URLSearchParams(example)}`)
      expect([name, response.status]).toEqual([name, 200])
    }
  })
})

describe('named queries', () => {
  test('a query is answered with its Cypher, parameters, columns and rows', async () => {
    const reply = (await (await get('api/queries/who-left?organisation=OpenAI&limit=3')).json()) as Record<
      string,
      unknown
    >
    expect(reply).toMatchObject({ query: 'who-left', params: { organisation: 'openai', limit: 3 }, truncated: true })
    expect(reply.columns).toContain('person')
    expect(reply.cypher).toContain('$organisation')
    expect(reply.rows).toHaveLength(3)
    expect(reply.total).toBeGreaterThan(3)
  })

  test('a query ignores empty parameters, which HTML forms send', async () => {
    expect((await get('api/queries/who-left?organisation=openai&from=&to=')).status).toBe(200)
  })

  test.each([
    ['a suffix', 'api/queries/who-left.csv?organisation=openai', {}],
    ['an Accept header', 'api/queries/who-left?organisation=openai', { accept: 'text/csv' }],
  ])('a query is answered as CSV when asked by %s', async (_how, path, headers) => {
    const response = await get(path, headers)
    expect(response.headers.get('content-type')).toMatch(/^text\/csv/)
    const [header, first] = (await response.text()).split('\r\n')
    expect(header).toMatch(/^person\.id,person\.name,(.*,)?on,/)
    expect(first).toMatch(/^[^,]+,[^,]+,/)
  })

  test('an unknown query returns 404 with close names', async () => {
    const response = await get('api/queries/who-lefft')
    expect(response.status).toBe(404)
    expect(await refusal(response)).toMatchObject({
      code: 'unknown-question',
      message: expect.stringContaining('who-left'),
    })
  })

  test.each([
    ['who-left', 'organisation is missing'],
    ['who-left?organisation=', 'organisation is empty'],
    ['who-left?organisation=openai&from=2024-13', 'no month 13'],
    ['who-left?organisation=openai&limit=0', 'limit is under 1'],
    ['who-left?organisation=openai&limit=many', 'limit is not a number'],
    ['who-left?organisation=openai&from=2025&to=2023', 'from is after to: 2025-01-01 is later than 2023-12-31'],
    ['who-left?organisation=openai&form=2024', 'did you mean from?'],
    ['who-left?organisation=openai&organisation=meta', 'organisation is repeated'],
    ['who-left?organisation=openai&__proto__=1', '__proto__ is unknown'],
    ['career?person=nobody-at-all', 'person: there is no person'],
    ['search?text=%3F', 'no letter or digit to search for'],
  ])('the query %s returns 400: %s', async (path, message) => {
    const response = await get(`api/queries/${path}`)
    expect(response.status).toBe(400)
    expect((await refusal(response)).message).toContain(message)
  })

  test('a query treats hostile text in a parameter as a name and changes nothing', async () => {
    const text = "x' OR 1=1 }) DETACH DELETE (n) //"
    const before = await app.driver.executeQuery('MATCH (n) RETURN count(n) AS n')
    expect((await get(`api/queries/career?person=${encodeURIComponent(text)}`)).status).toBe(400)
    const after = await app.driver.executeQuery('MATCH (n) RETURN count(n) AS n')
    expect(after.records[0]?.get('n')).toBe(before.records[0]?.get('n'))
  })
})

describe('server', () => {
  test('the server reports that it is alive and ready', async () => {
    expect(await (await get('healthz')).json()).toEqual({ status: 'ok' })
    expect(await (await get('readyz')).json()).toEqual({ status: 'ready' })
  })

  test('the server refuses unknown and malformed paths with the common error body', async () => {
    for (const path of ['api/nothing', 'nothing', 'api/queries/%E0%A4%A']) {
      const response = await get(path)
      expect([404, 400]).toContain(response.status)
      expect((await refusal(response)).message.length).toBeGreaterThan(10)
    }
  })

  test('the content security policy lets any page frame the embed and no other page, and allows no foreign scripts', async () => {
    const policy = async (path: string) => (await get(path)).headers.get('content-security-policy') ?? ''
    expect(await policy('embed')).not.toContain('frame-ancestors')
    for (const path of ['', 'console', 'q/who-left', 'article.html'])
      expect(await policy(path)).toContain("frame-ancestors 'none'")
    expect(await policy('')).toContain("script-src 'self'")
  })

  test('the server discloses neither the database address nor its own software', async () => {
    const response = await get('api/queries')
    expect(response.headers.get('x-powered-by')).toBeNull()
    expect(await response.text()).not.toMatch(/bolt:|neo4j:\/\//)
  })
})
