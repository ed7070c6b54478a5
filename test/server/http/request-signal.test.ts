import compression from 'compression'
import express from 'express'
import { afterEach, expect, test } from 'vitest'
import { errorHandler } from '../../../server/http/error-handler.ts'
import { sendLines } from '../../../server/http/ndjson.ts'
import { requestSignal, unlessAborted } from '../../../server/http/request-signal.ts'
import { toHttpError } from '../../../server/lib/http-errors.ts'
import { type Listening, listen } from '../../../server/main.ts'

const LIMIT_MS = 100

let server: Listening
afterEach(() => server.stop())

const never = new Promise<never>(() => {})

test('work that never ends is answered with 504 when the time of the request is over', async () => {
  const app = express()
  app.get('/', async (_request, response) => {
    await unlessAborted(requestSignal(response, LIMIT_MS), never)
  })
  app.use(errorHandler)
  server = await listen(app, 0, '127.0.0.1')
  const response = await fetch(server.url)
  expect(response.status).toBe(504)
  expect(await response.json()).toMatchObject({ error: { code: 'too-slow' } })
})

test('an answer that hangs after it has begun ends with an error line', async () => {
  const app = express()
  async function* texts() {
    yield '{"type":"head"}\n'
    await never
  }
  app.use(compression())
  app.get('/', (request, response) =>
    sendLines(request, response, texts(), {
      signal: requestSignal(response, LIMIT_MS),
      patience: () => 10_000,
      toHttpError,
    }),
  )
  server = await listen(app, 0, '127.0.0.1')
  const lines = (await (await fetch(server.url)).text())
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(lines).toEqual([{ type: 'head' }, { type: 'error', error: expect.objectContaining({ code: 'too-slow' }) }])
})

test('work that ends in time gives its result, and a later abort changes nothing', async () => {
  const controller = new AbortController()
  expect(await unlessAborted(controller.signal, Promise.resolve(1))).toBe(1)
  controller.abort()
  await expect(unlessAborted(controller.signal, never)).rejects.toBe(controller.signal.reason)
  server = await listen(express(), 0, '127.0.0.1')
})
