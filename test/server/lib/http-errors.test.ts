import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { errorHandler } from '../../../server/http/error-handler.ts'
import { toHttpError } from '../../../server/lib/http-errors.ts'

describe('errors of a request', () => {
  let server: Server
  let url: string
  beforeAll(async () => {
    const app = express()
    app.post('/', express.json({ limit: '1kb' }), (_request, response) => void response.end())
    app.get('/q/:name', (_request, response) => void response.end())
    app.use(errorHandler)
    await new Promise<void>(resolve => {
      server = app.listen(0, '127.0.0.1', () => resolve())
    })
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => server.close())

  async function errorOf(path: string, init?: RequestInit): Promise<string> {
    const response = await fetch(url + path, init)
    const { error } = (await response.json()) as { error: { code: string; message: string } }
    return `${response.status} ${error.code}: ${error.message}`
  }
  const post = (body: string, type = 'application/json') =>
    errorOf('', { method: 'POST', body, headers: { 'content-type': type } })

  test.each([
    ['{"query":1', 'unexpected end at column 11'],
    ['{"query": "RETURN 1" "x"}', "expected ',' or '}' at column 22"],
    ['{\n  "query": 1,\n}', 'expected a name in double quotes at line 3, column 1'],
    ['query', 'expected a value at column 1'],
  ])('the message for the body %j says what JSON lacks and where', async (body, reason) => {
    expect(await post(body)).toBe(`400 bad-request: The body is not valid JSON: ${reason}.`)
  })

  test('the message for JSON that is not an object says so', async () => {
    expect(await post('"text"')).toBe('400 bad-request: The body must be a JSON object.')
  })

  test('the message for a body over the limit states the limit', async () => {
    expect(await post(JSON.stringify({ query: 'x'.repeat(2_000) }))).toBe(
      '413 too-large: The body is larger than 1 kB.',
    )
  })

  test('the message for a body in another charset names the supported one', async () => {
    expect(await post('{}', 'application/json; charset=x-odd')).toMatch(
      /^415 unsupported-media-type: The charset .* UTF-8\.$/,
    )
  })

  test('the message for a malformed percent-escape names it', async () => {
    expect(await errorOf('q/%E0%A4')).toMatch(/^400 bad-request: The URL contains an invalid percent-escape\./)
  })
})

test('an unexpected error is sent as internal-error, without its own message', () => {
  const error = toHttpError(new Error('the password is hunter22'))
  expect([error.status, error.code]).toEqual([500, 'internal-error'])
  expect(error.message).not.toContain('hunter22')
})
