import { describe, expect, test } from 'vitest'
import { httpReply } from '../../../client/api/client.ts'

const answer = (body: string, init: ResponseInit) => httpReply(async () => new Response(body, init))
const ask = { name: 'who-left', params: { organisation: 'a b&c' } }

describe('httpReply', () => {
  test('httpReply puts the query name and its parameters into the URL', async () => {
    const seen: string[] = []
    const reply = { query: 'who-left', cypher: '', params: {}, columns: [], rows: [], truncated: false }
    const outcome = await httpReply(async url => {
      seen.push(String(url))
      return Response.json(reply)
    })(ask)
    expect(seen).toEqual(['/api/queries/who-left?organisation=a+b%26c'])
    expect(outcome).toEqual({ ok: true, reply })
  })

  test('httpReply returns the server’s error code and message, and no retry time for a 404', async () => {
    const refusal = JSON.stringify({ error: { code: 'unknown-question', message: 'There is no question.' } })
    expect(await answer(refusal, { status: 404 })(ask)).toEqual({
      ok: false,
      failure: { status: 404, code: 'unknown-question', message: 'There is no question.', retryAfter: null },
    })
  })

  test('httpReply takes the retry time from Retry-After when the database is unavailable', async () => {
    const refusal = JSON.stringify({ error: { code: 'database-unavailable', message: 'Try again.' } })
    const outcome = await answer(refusal, { status: 503, headers: { 'retry-after': '17' } })(ask)
    expect(outcome).toMatchObject({ ok: false, failure: { status: 503, retryAfter: 17 } })
  })

  test.each([
    ['an HTML error page of a proxy', '<html>Bad gateway</html>', { status: 502 }, 'unreadable', 5],
    ['an HTML page in place of an answer', '<html>Log in</html>', { status: 200 }, 'unreadable', null],
    ['JSON of another shape', '{"hello": 1}', { status: 200 }, 'unreadable', null],
    [
      'an empty 503 whose Retry-After is not a number',
      '',
      { status: 503, headers: { 'retry-after': 'soon' } },
      'unreadable',
      5,
    ],
  ])(
    'httpReply reports %s as an unreadable reply, with a retry time only for a server error',
    async (_what, body, init, code, retryAfter) => {
      expect(await answer(body, init)(ask)).toMatchObject({ ok: false, failure: { code, retryAfter } })
    },
  )

  test('httpReply reports a lost connection as unreachable, with a retry after 5 seconds', async () => {
    const cut = httpReply(async () => {
      throw new TypeError('Failed to fetch')
    })
    expect(await cut(ask)).toMatchObject({ ok: false, failure: { code: 'unreachable', retryAfter: 5 } })
  })
})
