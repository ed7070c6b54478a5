import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterEach, expect, test } from 'vitest'
import { crossOriginReads, type HostPages, securityHeaders } from '../../../server/http/host-pages.ts'

let server: Server
afterEach(() => {
  server.closeAllConnections()
  server.close()
})

/** The address of a server that does nothing but send the headers. */
async function serve(hostPages: HostPages): Promise<string> {
  const app = express()
  app.use(securityHeaders(hostPages))
  app.use('/api/queries', crossOriginReads(hostPages))
  app.use((_request, response) => void response.send('ok'))
  server = app.listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const headersOf = async (url: string, init: RequestInit = {}) => (await fetch(url, init)).headers

test('any page frames /embed unless sites are named, our own always do, and no page frames the others', async () => {
  const frames = async (url: string) =>
    /frame-ancestors ([^;]+)/.exec((await headersOf(url)).get('content-security-policy') ?? '')?.[1] ?? 'any'
  const open = await serve({})
  expect([await frames(`${open}/embed`), await frames(`${open}/embed/`), await frames(`${open}/embedded`)]).toEqual([
    'any',
    'any',
    "'none'",
  ])
  server.close()
  const named = await serve({ embedAncestors: ['https://news.example.org', 'https://*.example.com'] })
  expect(await frames(`${named}/embed`)).toBe("'self' https://news.example.org https://*.example.com")
  expect(await frames(`${named}/console`)).toBe("'none'")
  server.close()
  expect(await frames(`${await serve({ embedAncestors: ["'none'"] })}/embed`)).toBe("'self'")
})

test('the embed and its files load where the host page isolates itself; other pages keep their policy', async () => {
  const url = await serve({})
  for (const path of ['/embed', '/assets/a.js', '/icon.svg']) {
    const headers = await headersOf(url + path)
    expect([path, headers.get('cross-origin-embedder-policy'), headers.get('cross-origin-resource-policy')]).toEqual([
      ...[path, 'require-corp', 'cross-origin'],
    ])
  }
  expect((await headersOf(`${url}/assets/a.js`)).get('access-control-allow-origin')).toBe('*')
  expect((await headersOf(`${url}/`)).get('cross-origin-resource-policy')).toBe('same-origin')
})

test('pages of no other origin read answers, unless it is named', async () => {
  const read = async (url: string, origin: string, init: RequestInit = {}) => {
    const headers = await headersOf(`${url}/api/queries/overview`, { ...init, headers: { origin, ...init.headers } })
    return headers.get('access-control-allow-origin')
  }
  expect(await read(await serve({}), 'https://a.example')).toBeNull()
  server.close()
  const url = await serve({ corsOrigins: ['https://a.example'] })
  expect(await read(url, 'https://a.example')).toBe('https://a.example')
  expect(await read(url, 'https://b.example')).toBeNull()
  // A sandboxed frame or a local file: any page can make one.
  expect(await read(url, 'null')).toBeNull()
  expect((await headersOf(`${url}/api/queries/overview`)).get('vary')).toContain('Origin')
  const preflight = { method: 'OPTIONS', headers: { 'access-control-request-method': 'GET' } }
  expect(await read(url, 'https://a.example', preflight)).toBe('https://a.example')
  expect((await headersOf(`${url}/api/cypher`, { headers: { origin: 'https://a.example' } })).get('vary')).toBeNull()
  server.close()
  expect(await read(await serve({ corsOrigins: ['*'] }), 'https://b.example')).toBe('*')
})
