import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { HttpErrorBodySchema } from '../../cypher/wire.ts'
import { type Listening, listen } from '../../server/main.ts'

const LIMITS = {
  headersTimeout: 300,
  requestTimeout: 600,
  connectionsCheckingInterval: 50,
  keepAliveTimeout: 6_000,
  stalled: 1_000,
}

describe('connections of slow clients', () => {
  let server: Listening
  beforeAll(async () => {
    const app = express()
    app.get('/short', (_request, response) => void response.send('short'))
    app.get('/long', (_request, response) => void response.send(Buffer.alloc(64 * 2 ** 20)))
    app.post('/body', (request, response) => void request.on('end', () => response.send('read')).resume())
    server = await listen(app, 0, '127.0.0.1', LIMITS)
  })
  afterAll(() => server.stop())

  function open(): { socket: Socket; text: () => string; closed: Promise<unknown> } {
    const { hostname, port } = new URL(server.url)
    const socket = connect(Number(port), hostname).on('error', () => {})
    let text = ''
    socket.setEncoding('utf8').on('data', chunk => {
      text += chunk
    })
    return { socket, text: () => text, closed: once(socket, 'close') }
  }

  test.each([
    ['nothing', ''],
    ['headers without an end', 'GET /short HTTP/1.1\r\nHost: localhost\r\nX: y'],
    ['a body without an end', 'POST /body HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nhalf'],
  ])('a client that sends %s gets 408 in the error format, and its connection is closed', async (_what, sent) => {
    const { socket, text, closed } = open()
    socket.write(sent)
    await closed
    expect(text()).toMatch(/^HTTP\/1\.1 408 /)
    expect(HttpErrorBodySchema.parse(JSON.parse(text().split('\r\n\r\n')[1] ?? '')).error.code).toBe('too-slow')
  })

  test('a client may use its connection again for as long as the limit says', async () => {
    const { socket, text, closed } = open()
    for (const count of [1, 2]) {
      // Longer than any of the limits of a request.
      if (count > 1) await sleep(1_200)
      socket.write('GET /short HTTP/1.1\r\nHost: localhost\r\n\r\n')
      await vi.waitFor(() => expect(text().match(/\r\n\r\nshort/g)).toHaveLength(count), 60_000)
    }
    await closed
  })

  test('a client that reads nothing of a long answer is disconnected', async () => {
    const { socket, closed } = open()
    socket.pause()
    socket.write('GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await sleep(3_000)
    socket.resume()
    await closed
    expect(socket.bytesRead).toBeLessThan(64 * 2 ** 20)
  })
})
