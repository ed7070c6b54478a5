import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { HttpErrorBodySchema } from '../../../cypher/wire.ts'
import { startApp, type TestApp } from '../../setup/app.ts'
import { sendRaw, statusOf } from '../../setup/raw-http.ts'

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

let app: TestApp
beforeAll(async () => {
  app = await startApp()
})
afterAll(() => app.stop())

const send = (path: string, method = 'GET', headers: Record<string, string> = {}) =>
  fetch(`${app.url}${path}`, { method, headers })
const errorOf = async (response: Response) => HttpErrorBodySchema.parse(await response.json()).error

const READ = 'GET, HEAD, OPTIONS'
const ADDRESSES: [path: string, allow: string][] = [
  ['', READ],
  ['q', READ],
  ['q/who-left', READ],
  ['api', READ],
  ['pages.css', READ],
  ['question-form.css', READ],
  ['icon.svg', READ],
  ['console', READ],
  ['embed', READ],
  ['article.html', READ],
  ['healthz', READ],
  ['readyz', READ],
  ['metrics', READ],
  ['api/queries', READ],
  ['api/queries/who-left', READ],
  ['api/openapi.json', READ],
  ['api/cypher', 'GET, HEAD, POST, OPTIONS'],
]

describe('methods', () => {
  test.each(ADDRESSES)(
    'the address /%s refuses other methods with 405, and lists those that it supports',
    async (path, allow) => {
      for (const method of ['DELETE', 'PUT', 'PATCH', ...(path === 'api/cypher' ? [] : ['POST'])]) {
        const response = await send(path, method)
        expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, allow])
        const { code, message } = await errorOf(response)
        expect([code, message]).toEqual(['method-not-allowed', expect.stringContaining(method)])
      }
      const options = await send(path, 'OPTIONS')
      expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([204, allow, ''])
    },
  )

  test.each(ADDRESSES.filter(([path]) => !/^(q|api.queries).who-left$/.test(path)))(
    'the address /%s answers HEAD as it answers GET, without a body',
    async path => {
      const [head, get] = [await send(path, 'HEAD'), await send(path)]
      expect([head.status, head.headers.get('content-type')]).toEqual([200, get.headers.get('content-type')])
      expect(await head.text()).toBe('')
      await get.text()
    },
  )
})

describe('unknown addresses', () => {
  test.each([
    ['api/nothing', '/api/'],
    ['api/query', '/api/queries'],
    ['api/who-left', '/api/queries/who-left'],
    ['api/queries/who-left/rows', '/api/queries/who-left'],
    ['api/cyper', '/api/cypher'],
  ])('the address /%s gets JSON that names %s, also in a browser', async (path, near) => {
    for (const method of ['GET', 'POST']) {
      const response = await send(path, method, { accept: BROWSER })
      const { code, message, details } = await errorOf(response)
      expect([response.status, code, message]).toEqual([404, 'unknown-address', expect.stringContaining(method)])
      expect((details as { near: string[] }).near.some(each => each.startsWith(near))).toBe(true)
    }
  })

  test.each([
    ['consle', '/console'],
    ['who-left', '/q/who-left'],
    ['q/who-lefft', '/q/who-left'],
  ])('a browser gets a page for /%s, with a way back and a link to %s', async (path, near) => {
    const response = await send(path, 'GET', { accept: BROWSER })
    const text = await response.text()
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
    expect(response.headers.get('vary')).toMatch(/\bAccept\b/)
    for (const href of ['/', '/q', near]) expect(text).toContain(`href="${href}"`)
    const program = await send(path)
    expect([program.status, (await errorOf(program)).code]).toEqual([404, expect.stringMatching(/^unknown-/)])
  })

  test('a page of an error is in the language of the browser and links to no other host', async () => {
    const response = await send('/evil.example/', 'GET', { accept: BROWSER, 'accept-language': 'zh' })
    const text = await response.text()
    expect([response.status, text]).toEqual([404, expect.stringContaining('<html lang="zh">')])
    expect(text).not.toMatch(/href="\/\//)
  })

  test('a page of an error escapes what the request says', async () => {
    const text = await (await send('%3Cscript%3Ealert(1)%3C/script%3E"><script>', 'GET', { accept: BROWSER })).text()
    expect(text).not.toContain('<script>')
  })
})

describe('requests that cannot be answered', () => {
  test.each(['%E0%A4%A', 'q/%', 'api/queries/%E0%A4%A', 'assets/%zz'])(
    'the malformed path /%s gets 400',
    async path => {
      const response = await send(path)
      expect([response.status, (await errorOf(response)).message]).toEqual([
        400,
        expect.stringContaining('percent-escape'),
      ])
    },
  )

  test.each(['pages.css', 'article.html'])('a range outside the file /%s gets 416 with its size', async path => {
    const whole = await send(path)
    const size = (await whole.arrayBuffer()).byteLength
    const response = await send(path, 'GET', { range: `bytes=${size}-` })
    expect([response.status, response.headers.get('content-range')]).toEqual([416, `bytes */${size}`])
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('etag')).not.toBe(whole.headers.get('etag'))
    expect(await errorOf(response)).toEqual({
      code: 'range-not-satisfiable',
      message: expect.stringContaining(`${size} bytes`),
    })
    const part = await send(path, 'GET', { range: 'bytes=0-9' })
    expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10])
  })

  test.each([
    ['a charset', { 'content-type': 'application/json; charset=latin1' }],
    ['an encoding', { 'content-type': 'application/json', 'content-encoding': 'zstd' }],
    ['a type', { 'content-type': 'text/plain' }],
  ])('a body of %s that is not supported gets 415', async (_what, headers) => {
    const response = await fetch(`${app.url}api/cypher`, { method: 'POST', headers, body: '{"query": "RETURN 1"}' })
    expect([response.status, (await errorOf(response)).code]).toEqual([415, 'unsupported-media-type'])
  })

  test('a body that is too large gets 413 with the limit, and broken JSON gets 400 with its place and without its text', async () => {
    const post = (body: string) =>
      fetch(`${app.url}api/cypher`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    const large = await post(JSON.stringify({ query: 'x'.repeat(70_000) }))
    expect([large.status, await errorOf(large)]).toMatchObject([413, { message: 'The body is larger than 64 kB.' }])
    const broken = await post('{\n  "query": secret-password\n}')
    const { message } = await errorOf(broken)
    expect([broken.status, message]).toEqual([
      400,
      'The body is not valid JSON: expected a value at line 2, column 12.',
    ])
  })

  test.each([
    ['a URL that is too long', 414, [`GET /${'x'.repeat(20_000)} HTTP/1.1`, 'Host: localhost']],
    ['headers that are too long', 431, ['GET / HTTP/1.1', 'Host: localhost', `Cookie: ${'x'.repeat(20_000)}`]],
    ['no HTTP', 400, ['Hello there']],
  ])('%s gets %i in the error format', async (_what, status, lines) => {
    const answer = await sendRaw(app.url, lines)
    expect(statusOf(answer)).toBe(status)
    expect(HttpErrorBodySchema.parse(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).error.code).toBe('bad-request')
  })
})

describe('hosts', () => {
  test.each([
    ['healthz', 200],
    ['readyz', 200],
    ['', 421],
    ['pages.css', 421],
    ['q', 421],
    ['metrics', 421],
    ['api/queries', 421],
    ['api/queries/overview', 421],
    ['api/cypher', 421],
  ])('the address /%s gets %i under a foreign name', async (path, status) => {
    const lines = [`GET /${path} HTTP/1.1`, 'Host: rebound.evil.example', 'Connection: close']
    expect(statusOf(await sendRaw(app.url, lines))).toBe(status)
  })

  test('a page of another site cannot send Cypher, and a page of our own can', async () => {
    const post = (origin: string) =>
      fetch(`${app.url}api/cypher`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: '{"query": "RETURN 1"}',
      })
    const foreign = await post('https://evil.example')
    expect([foreign.status, (await errorOf(foreign)).code]).toEqual([403, 'foreign-origin'])
    const own = await post(new URL(app.url).origin)
    expect([own.status, await own.text()]).toEqual([200, expect.stringContaining('"summary"')])
  })
})
