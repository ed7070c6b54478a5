import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorHandler } from '../../../server/http/error-handler.ts'
import { ownHostOnly, ownPagesOnly } from '../../../server/http/own-host.ts'
import { readEnv } from '../../../server/lib/env.ts'
import { type Listening, listen } from '../../../server/main.ts'
import { sendRaw, statusOf } from '../../setup/raw-http.ts'

const serve = (hosts: string): Promise<Listening> => {
  const app = express()
  app.use(ownHostOnly(readEnv({ ALLOWED_HOSTS: hosts }).allowedHosts))
  app.post('/', ownPagesOnly)
  app.use((request, response) => void response.send(request.path))
  app.use(errorHandler)
  return listen(app, 0, '127.0.0.1')
}

let closed: Listening
let listed: Listening
let open: Listening
beforeAll(async () => {
  ;[closed, listed, open] = await Promise.all([serve(''), serve('graph.example.org, .example.net:8443'), serve('*')])
})
afterAll(() => Promise.all([closed, listed, open].map(server => server.stop())))

const get = (server: Listening, host: string, ...more: string[]) =>
  sendRaw(server.url, ['GET / HTTP/1.1', `Host: ${host}`, 'Connection: close', ...more])

describe('a server without ALLOWED_HOSTS', () => {
  test.each([
    'localhost',
    'LOCALHOST:3000',
    'localhost.',
    'a.localhost:3000',
    '127.0.0.1',
    '127.8.9.1:1',
    '[::1]:3000',
  ])('answers for the loopback host %s', async host => {
    expect(statusOf(await get(closed, host))).toBe(200)
  })

  test.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    'localhost:3000@evil.example',
    'localhost, evil.example',
    '192.168.1.5',
    '0.0.0.0:3000',
    '0x7f.1',
    '2130706433',
    '[fe80::1%25lo]',
    '',
  ])('refuses the host "%s"', async host => {
    const answer = await get(closed, host, 'X-Forwarded-Host: localhost', 'Forwarded: host=localhost')
    expect(statusOf(answer)).toBe(421)
    expect(answer).toContain('ALLOWED_HOSTS')
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error: { code: 'foreign-host' } })
  })

  test.each([
    ['no Host in HTTP/1.1', ['GET / HTTP/1.1', 'Connection: close']],
    ['no Host in HTTP/1.0', ['GET / HTTP/1.0']],
    [
      'two Hosts, of which one is foreign',
      ['GET / HTTP/1.1', 'Host: localhost', 'Host: evil.example', 'Connection: close'],
    ],
    ['a Host twice', ['GET / HTTP/1.1', 'Host: localhost', 'Host: localhost', 'Connection: close']],
    [
      'a foreign host in the request line',
      ['GET http://evil.example/ HTTP/1.1', 'Host: localhost', 'Connection: close'],
    ],
    [
      'a user in the request line',
      ['GET http://localhost@evil.example/ HTTP/1.1', 'Host: localhost', 'Connection: close'],
    ],
    [
      'a foreign Host beside an own request line',
      ['GET http://localhost/ HTTP/1.1', 'Host: evil.example', 'Connection: close'],
    ],
  ])('refuses a request with %s', async (_what, lines) => {
    expect(statusOf(await sendRaw(closed.url, lines))).toBe(421)
  })

  test('answers a request line that holds a complete URL of its own', async () => {
    const lines = ['GET http://localhost:3000/here HTTP/1.1', 'Host: localhost:3000', 'Connection: close']
    expect(await sendRaw(closed.url, lines)).toMatch(/^HTTP\/1\.1 200[\s\S]*\/here$/)
  })

  test('lets Prometheus read /metrics by an IP address, and by no foreign name', async () => {
    const metrics = (host: string) =>
      sendRaw(closed.url, ['GET /metrics HTTP/1.1', `Host: ${host}`, 'Connection: close'])
    expect(statusOf(await metrics('10.1.2.3:3000'))).toBe(200)
    expect(statusOf(await metrics('[fd00::3]:3000'))).toBe(200)
    expect(statusOf(await metrics('evil.example'))).toBe(421)
  })

  test('tells a browser the way out on a page, without markup from the request', async () => {
    const answer = await get(closed, 'evil.example', 'Accept: text/html,*/*;q=0.8')
    expect(answer).toMatch(/Content-Type: text\/html/i)
    expect(answer).toContain('ALLOWED_HOSTS=evil.example')
    const hostile = await get(closed, '<script>alert(1)</script>', 'Accept: text/html')
    expect(hostile).not.toContain('<script>')
  })
})

describe('ALLOWED_HOSTS', () => {
  test.each([
    ['graph.example.org', 200],
    ['GRAPH.example.org:9000', 200],
    ['localhost', 200],
    ['a.example.net:8443', 200],
    ['example.net:8443', 200],
    ['example.net', 421],
    ['example.org', 421],
    ['a.graph.example.org', 421],
  ])('with names, the host %s gets %i', async (host, status) => {
    expect(statusOf(await get(listed, host))).toBe(status)
  })

  test('with *, any host is answered for, if there is exactly one', async () => {
    expect(statusOf(await get(open, 'whatever.example:99'))).toBe(200)
    expect(statusOf(await get(open, 'a, b'))).toBe(421)
    expect(statusOf(await sendRaw(open.url, ['GET / HTTP/1.0']))).toBe(421)
  })
})

describe('the origin of a POST', () => {
  const post = async (host: string, headers: Record<string, string>) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
    return statusOf(await sendRaw(open.url, ['POST / HTTP/1.1', `Host: ${host}`, 'Connection: close', ...lines]))
  }
  test.each([
    ['a program', 'localhost:3000', {}],
    ['our page', 'localhost:3000', { Origin: 'http://localhost:3000', 'Sec-Fetch-Site': 'same-origin' }],
    ['our page in another case', 'LOCALHOST:3000', { Origin: 'http://localhost:3000' }],
    ['our page behind a proxy with TLS', 'graph.example.org', { Origin: 'https://graph.example.org' }],
    ['our page where a proxy names the port', 'graph.example.org:443', { Origin: 'https://graph.example.org' }],
    ['our page at an IPv6 address', '[::1]:3000', { Origin: 'http://[::1]:3000' }],
    ['the user, from the address bar', 'localhost', { 'Sec-Fetch-Site': 'none' }],
  ])('is accepted if it is %s', async (_what, host, headers) => {
    expect(await post(host, headers)).toBe(200)
  })

  test.each([
    ['another site', 'localhost:3000', { Origin: 'https://evil.example' }],
    ['another port', 'localhost:3000', { Origin: 'http://localhost:3001' }],
    ['another name of this machine', 'localhost:3000', { Origin: 'http://127.0.0.1:3000' }],
    ['a name that begins with ours', 'localhost:3000', { Origin: 'http://localhost:3000.evil.example' }],
    ['a user that looks like us', 'localhost', { Origin: 'http://localhost@evil.example' }],
    ['null', 'localhost:3000', { Origin: 'null' }],
    ['empty', 'localhost:3000', { Origin: '' }],
    ['an extension', 'localhost', { Origin: 'chrome-extension://localhost' }],
    ['another site that hides its origin', 'localhost', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a sibling site', 'a.example.org', { 'Sec-Fetch-Site': 'same-site' }],
    ['ours but cross-site', 'localhost', { Origin: 'http://localhost', 'Sec-Fetch-Site': 'cross-site' }],
    ['foreign but same-origin', 'localhost', { Origin: 'http://evil.example', 'Sec-Fetch-Site': 'same-origin' }],
  ])('is refused if it is %s', async (_what, host, headers) => {
    expect(await post(host, headers)).toBe(403)
  })
})
