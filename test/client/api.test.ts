import { describe, expect, test } from 'vitest'
import { httpReply } from '../../client/api.ts'

const answer = (body: string, init: ResponseInit) => httpReply(async () => new Response(body, init))
const ask = { name: 'who-left', params: { organisation: 'a b&c' } }

describe('asking over HTTP', () => {
  test('writes the question and its parameters into the address', async () => {
    const seen: string[] = []
    const reply = { query: 'who-left', cypher: '', params: {}, columns: [], rows: [], truncated: false }
    const outcome = await httpReply(async url => {
      seen.push(String(url))
      return Response.json(reply)
    })(ask)
    expect(seen).toEqual(['/api/queries/who-left?organisation=a+b%26c'])
    expect(outcome).toEqual({ ok: true, reply })
  })

  test('hands on what the server refuses and says, and does not ask that again', async () => {
    const refusal = JSON.stringify({ error: { code: 'unknown-question', message: 'There is no question.' } })
    expect(await answer(refusal, { status: 404 })(ask)).toEqual({
      ok: false,
      failure: { status: 404, code: 'unknown-question', message: 'There is no question.', retryAfter: null },
    })
  })

  test('waits as long as the server says when the database is away', async () => {
    const refusal = JSON.stringify({ error: { code: 'database-unavailable', message: 'Try again.' } })
    const outcome = await answer(refusal, { status: 503, headers: { 'retry-after': '17' } })(ask)
    expect(outcome).toMatchObject({ ok: false, failure: { status: 503, retryAfter: 17 } })
  })

  test.each([
    ['a page of some proxy', '<html>Bad gateway</html>', { status: 502 }, 'unreadable', 5],
    ['a page in place of an answer', '<html>Log in</html>', { status: 200 }, 'unreadable', null],
    ['JSON of something else', '{"hello": 1}', { status: 200 }, 'unreadable', null],
    ['a Retry-After that is no number', '', { status: 503, headers: { 'retry-after': 'soon' } }, 'unreadable', 5],
  ])('%s is a failure with a name', async (_what, body, init, code, retryAfter) => {
    expect(await answer(body, init)(ask)).toMatchObject({ ok: false, failure: { code, retryAfter } })
  })

  test('a cut line is a failure that will be tried again', async () => {
    const cut = httpReply(async () => {
      throw new TypeError('Failed to fetch')
    })
    expect(await cut(ask)).toMatchObject({ ok: false, failure: { code: 'unreachable', retryAfter: 5 } })
  })
})
