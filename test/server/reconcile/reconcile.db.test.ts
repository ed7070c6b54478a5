import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type TestApp } from '../../setup/app.ts'
import { loadNamesakes } from '../../worlds/namesakes.ts'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
  await loadNamesakes(app.driver)
})
afterAll(() => app.stop())

interface Candidate {
  id: string
  name: string
  description: string
  type: { id: string }[]
  score: number
  match: boolean
}

const get = async (path: string) => (await fetch(`${app.url}reconcile${path}`)).json()
/** As OpenRefine sends it: a form with one field. */
const post = (field: string, value: unknown) =>
  fetch(`${app.url}reconcile`, {
    method: 'POST',
    body: new URLSearchParams({ [field]: typeof value === 'string' ? value : JSON.stringify(value) }),
  })
async function match(query: object): Promise<Candidate[]> {
  const reply = await (await post('queries', { q0: query })).json()
  return reply.q0.result
}

describe('the manifest', () => {
  test('says what the service can do, with addresses of this host', async () => {
    const manifest = await get('')
    expect(manifest).toMatchObject({
      versions: ['0.2'],
      batchSize: 50,
      defaultTypes: [{ id: 'Person' }, { id: 'Organisation' }],
      view: { url: expect.stringContaining('{{id}}') },
    })
    const { url } = manifest.preview
    expect((await fetch(url.replace('{{id}}', 'openai'))).status).toBe(200)
    const { service_url, service_path } = manifest.suggest.entity
    expect((await fetch(`${service_url}${service_path}?prefix=weng`)).status).toBe(200)
  })
})

describe('a batch', () => {
  test('one person with the whole name is a match, in any script and order of names', async () => {
    for (const query of ['Lilian Weng', 'weng lilian', '翁荔']) {
      const [best] = await match({ query, type: 'Person' })
      expect([query, best]).toMatchObject([query, { id: 'lilian-weng', match: true, type: [{ id: 'Person' }] }])
      expect(best?.score).toBeGreaterThanOrEqual(90)
      expect(best?.description).toContain('OpenAI')
    }
  })

  test('namesakes are never a match, whatever the hints, and their descriptions differ', async () => {
    const both = await match({ query: 'Li Na' })
    expect(both.slice(0, 2).map(({ id, match: matches }) => [id, matches])).toEqual([
      ['li-na-1', false],
      ['li-na-2', false],
    ])
    const hinted = await match({ query: 'Ed Poe', properties: [{ pid: 'organisation', v: 'The Kiln' }] })
    expect(hinted.filter(({ match: matches }) => matches)).toEqual([])
  })

  test('hints about the organisation and the role raise or lower the score', async () => {
    const score = async (properties: object[]) => (await match({ query: 'Lilian Weng', properties }))[0]
    expect(await score([{ pid: 'organisation', v: 'OpenAI' }])).toMatchObject({ score: 100, match: true })
    expect(await score([{ pid: 'organisation', v: { id: 'openai', name: 'x' } }])).toMatchObject({ score: 100 })
    expect(await score([{ pid: 'organisation', v: 'The Mill' }])).toMatchObject({ score: 70, match: false })
    expect(
      await score([
        { pid: 'organisation', v: ['OpenAI'] },
        { pid: 'role', v: 'juggler' },
      ]),
    ).toMatchObject({ score: 85 })
    expect(await score([{ pid: 'unknown', v: 'x' }])).toMatchObject({ score: 100, match: true })
  })

  test('a misspelt name has candidates, of which none is a match', async () => {
    const [best] = await match({ query: 'Lilian Wang', limit: 3 })
    expect(best).toMatchObject({ id: 'lilian-weng', match: false })
    expect(best?.score).toBeLessThanOrEqual(40)
  })

  test('a type leaves out others; organisations have their own types too', async () => {
    expect(await match({ query: 'OpenAI', type: 'Person' })).toEqual([])
    for (const type of ['Organisation', 'company', { id: 'Organisation' }])
      expect((await match({ query: 'OpenAI', type }))[0]).toMatchObject({ id: 'openai', match: true })
  })

  test('a whole batch, also by GET, is answered under the keys of its queries', async () => {
    const queries = Object.fromEntries(
      Array.from({ length: 50 }, (_, at) => [`q${at}`, { query: at % 2 ? 'OpenAI' : '' }]),
    )
    const reply = await (await post('queries', queries)).json()
    expect(Object.keys(reply)).toEqual(Object.keys(queries))
    expect([reply.q0.result, reply.q1.result[0].id]).toEqual([[], 'openai'])
    const own = `?queries=${encodeURIComponent('{"__proto__": {"query": "OpenAI"}}')}`
    expect(await (await fetch(`${app.url}reconcile${own}`)).text()).toMatch(
      /^\{"__proto__":\{"result":\[\{"id":"openai"/,
    )
  })

  test('a larger batch is refused in words without being run, even one of 10,000', async () => {
    for (const count of [51, 10_000]) {
      const queries = Object.fromEntries(Array.from({ length: count }, (_, at) => [`q${at}`, { query: 'a' }]))
      const response = await post('queries', queries)
      expect(response.status).toBe(413)
      expect(await response.json()).toMatchObject({ error: { code: 'too-large' } })
    }
  })

  test.each([
    ['queries', '{', /not valid JSON/],
    ['queries', '[]', /must be an object/],
    ['queries', '{"q0": 1}', /queries.q0/],
    ['queries', '{"q0": {"query": {"$gt": ""}}}', /queries.q0.query/],
    ['queries', '{"q0": {"query": "x", "type": "Ship"}}', /is not one of Person/],
    ['extend', '{"ids": "openai"}', /extend/],
    ['other', '1', /must be a form/],
  ])('%s=%s is refused in words', async (field, value, message) => {
    const response = await post(field, value)
    expect([response.status, (await response.json()).error.message]).toEqual([400, expect.stringMatching(message)])
  })

  test.each(['" OR 1=1 //', 'a* AND b~ (c:[x TO y]) ^9 \\', "') RETURN n //", '\u0000\ufffd', '*'])(
    'the name %j is only a name',
    async query => {
      const response = await post('queries', { q0: { query } })
      expect(response.status).toBe(200)
      expect((await response.json()).q0.result.every(({ match: matches }: Candidate) => !matches)).toBe(true)
    },
  )
})

describe('suggestions, previews and values', () => {
  test('entities, types and properties are suggested', async () => {
    expect((await get('/suggest/entity?prefix=lil')).result[0]).toMatchObject({ id: 'lilian-weng' })
    expect((await get('/suggest/type?prefix=org')).result).toMatchObject([{ id: 'Organisation' }])
    expect((await get('/suggest/property?prefix=r')).result).toMatchObject([{ id: 'role' }])
    expect((await fetch(`${app.url}reconcile/suggest/entity`)).status).toBe(400)
  })

  test('a preview is a sandboxed page with claims and sources, which other sites may frame', async () => {
    const response = await fetch(`${app.url}reconcile/preview?id=lilian-weng`)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toMatch(/^default-src 'none'; .*sandbox/)
    expect(policy).not.toContain("frame-ancestors 'none'")
    const page = await response.text()
    expect(page).toMatch(/<h1>.*Lilian Weng.*<li>OpenAI: <span class="evidence"><strong>joined<\/strong> 2018.*<cite>/s)
    expect(page).not.toContain('<script')
    expect((await fetch(`${app.url}reconcile/preview?id=nobody`)).status).toBe(404)
  })

  test('values of tenures are in the same row of every column; dates stay as vague as they are', async () => {
    const { properties } = await get('/properties?type=Person')
    const ids = ['lilian-weng', 'nobody']
    const { meta, rows } = await (await post('extend', { ids, properties })).json()
    expect(meta.map(({ id }: { id: string }) => id)).toEqual(['organisations', 'roles', 'joined', 'left', 'sources'])
    const { organisations, roles, joined, left, sources } = rows['lilian-weng']
    const at = organisations.findIndex(({ id }: { id: string }) => id === 'openai')
    expect([roles, joined, left].map(({ length }) => length)).toEqual(Array(3).fill(organisations.length))
    expect(left[at]).toEqual({ str: '2024-11-15' })
    expect(sources[0].str).toContain('ByteAILab, 2024-11-12')
    expect(joined[at]).toEqual({ str: '2018' })
    const later = organisations.findIndex(({ id }: { id: string }) => id === 'openai-safety-systems')
    expect(later).toBeGreaterThan(at)
    expect(rows.nobody).toEqual({ organisations: [], roles: [], joined: [], left: [], sources: [] })
    const many = { ids: Array.from({ length: 101 }, (_, id) => String(id)), properties }
    expect((await post('extend', many)).status).toBe(413)
  })
})
