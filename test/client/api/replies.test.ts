import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { askFor } from '../../../client/api/asks.ts'
import { askNamed } from '../../../client/api/question-names.ts'
import { httpReply } from '../../../client/api/replies.ts'
import nearNames from '../../../cypher/read/near-names.ts'

const answer = (body: string, init: ResponseInit) => httpReply(async () => new Response(body, init))
const ask = askNamed('who-left', { organisation: 'a b&c' })

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

  describe('rows', () => {
    const hit = { id: 'ada', kind: 'person', name: 'Ada', aliases: [], at: null, from: null, to: '2015', score: 1.5 }
    const head = { query: 'near-names', cypher: '', params: {}, columns: [], truncated: false }
    const rowsOf = (rows: unknown[], more: object = {}) =>
      answer(JSON.stringify({ ...head, ...more, rows }), { status: 200 })(askFor(nearNames, { text: 'Ada' }))

    test('httpReply drops columns and members that a newer server adds', async () => {
      const newer = { ...hit, at: { id: 'mill', name: 'Mill', country: 'NL' }, born: '1815' }
      const outcome = await rowsOf([newer], { page: 1 })
      expect(outcome).toEqual({ ok: true, reply: { ...head, rows: [{ ...hit, at: { id: 'mill', name: 'Mill' } }] } })
    })

    test.each([
      ['a missing column', { ...hit, name: undefined }, 'at name: Invalid input: expected string, received undefined'],
      [
        'a wrong type',
        { ...hit, at: { id: 'mill', name: 7 } },
        'at at.name: Invalid input: expected string, received number',
      ],
      ['a value that is not in the list', { ...hit, kind: 'robot' }, 'at kind: Invalid option'],
      ['a row that is no object', ['ada'], 'definition: Invalid input: expected object, received array'],
    ])('httpReply reports %s as unreadable, with the question, the row and the path', async (_what, row, place) => {
      const { failure } = (await rowsOf([hit, row], { skipped: 20 })) as { failure?: { message: string } }
      expect(failure).toMatchObject({ status: 0, code: 'unreadable', retryAfter: null })
      expect(failure?.message).toContain(`Row 22 of near-names does not match its definition`)
      expect(failure?.message).toContain(place)
    })

    test('httpReply keeps rows of a question that the page does not know as they are', async () => {
      const row = { anything: [{ at: 'all' }], n: 1 }
      const unknown = askNamed('asked-in-future', {})
      const reply = await answer(JSON.stringify({ ...head, rows: [row] }), { status: 200 })(unknown)
      expect(reply).toEqual({ ok: true, reply: { ...head, rows: [row] } })
      expect(unknown.row).not.toBeInstanceOf(z.ZodObject)
    })
  })
})
