import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ask, type Ending } from '../../../client/console/ask-statement.ts'
import type { BrowserHistory } from '../../../client/console/browser-history.ts'
import { createSession } from '../../../client/console/session.ts'
import { type Address, decodeAddress, emptyAddress } from '../../../client/links/console-link.ts'
import type { AdhocLine } from '../../../cypher/adhoc.ts'

const lines: AdhocLine[] = [
  { type: 'head', mode: 'run', columns: ['名'], hints: [] },
  { type: 'row', values: ['翁荔'] },
  { type: 'row', values: [{ $node: '4:x:1' }] },
  {
    type: 'graph',
    prefix: { node: '4:x:', relationship: '5:x:' },
    nodes: [{ labels: ['Person'], keys: [1], properties: {} }],
    relationships: [],
  },
  { type: 'summary', rows: 2, nodes: 1, relationships: 0, milliseconds: 3, limit: null },
]
const bytes = new TextEncoder().encode(lines.map(line => `${JSON.stringify(line)}\n`).join(''))
const ndjson = { headers: { 'content-type': 'application/x-ndjson; charset=utf-8' } }

/** A server that answers in the pieces given. */
const answering = (pieces: Uint8Array[], init: ResponseInit = ndjson): typeof fetch =>
  (async () => {
    const body = new ReadableStream({
      start(controller) {
        for (const piece of pieces) controller.enqueue(piece)
        controller.close()
      },
    })
    return new Response(body, init)
  }) as typeof fetch

const statement = { query: 'RETURN 1', params: {}, mode: 'run' as const, limit: 10, bytes: 1000 }
async function asked(fetch: typeof globalThis.fetch): Promise<{ got: AdhocLine[]; ending: Ending }> {
  const got: AdhocLine[] = []
  const ending = await ask(fetch, statement, new AbortController().signal, some => got.push(...some))
  return { got, ending }
}

describe('streamed answers', () => {
  test('a streamed answer is read the same wherever it is split into chunks', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(fc.nat(bytes.length), { maxLength: 8 }), async cuts => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
        const pieces = at.slice(1).map((end, index) => bytes.slice(at[index], end))
        const { got, ending } = await asked(answering(pieces.filter(({ length }) => length > 0)))
        expect(got).toEqual(lines.slice(0, -1))
        expect(ending).toEqual({ kind: 'whole', summary: lines.at(-1) })
      }),
      { numRuns: 60 },
    )
  })

  test('a streamed answer that ends before its summary is reported as cut', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async end => {
        const { ending } = await asked(answering([bytes.slice(0, end)]))
        expect(ending).toEqual({ kind: 'cut' })
      }),
      { numRuns: 60 },
    )
  })

  test('a streamed answer that ends with an error line is reported as refused, with the server’s message and position', async () => {
    const error = { code: 'cypher-error', message: 'Division by zero.', details: { line: 2, column: 3 } }
    const line = `${JSON.stringify({ type: 'error', error })}
`
    const { got, ending } = await asked(answering([new TextEncoder().encode(line)]))
    expect(got).toEqual([])
    expect(ending).toMatchObject({
      kind: 'refused',
      failure: { message: error.message, retryAfter: null },
      place: { line: 2, column: 3 },
    })
  })
})

describe('refused requests', () => {
  const json = (body: unknown, status: number, headers = {}) =>
    answering([new TextEncoder().encode(JSON.stringify(body))], {
      status,
      headers: { 'content-type': 'application/json', ...headers },
    })

  test('a refused statement carries the position of its error and the time to retry', async () => {
    const error = { code: 'cypher-syntax', message: 'Invalid input.', details: { rule: 'syntax', line: 1, column: 4 } }
    expect((await asked(json({ error }, 400))).ending).toEqual({
      kind: 'refused',
      failure: { ...error, status: 400, retryAfter: null },
      place: { line: 1, column: 4 },
    })
    const overloaded = { code: 'overloaded', message: 'Too many statements are waiting.' }
    expect((await asked(json({ error: overloaded }, 429, { 'retry-after': '5' }))).ending).toMatchObject({
      failure: { retryAfter: 5 },
      place: null,
    })
  })

  test('a console request reports a proxy page as unreadable and a lost connection as unreachable', async () => {
    const page = answering([new TextEncoder().encode('<html>Log in</html>')], {
      headers: { 'content-type': 'text/html' },
    })
    expect((await asked(page)).ending).toMatchObject({ kind: 'refused', failure: { code: 'unreadable', message: '' } })
    const away = (async () => {
      throw new TypeError('Failed to fetch')
    }) as typeof fetch
    expect((await asked(away)).ending).toMatchObject({ kind: 'refused', failure: { code: 'unreachable' } })
  })
})

/** A browser's history of one entry, and what the page asked of it. */
function historyOf(search: string, ran = false) {
  const calls: { run: Address[]; draft: Address[]; moved: () => void } = { run: [], draft: [], moved: () => {} }
  const state = { address: decodeAddress(search), ran }
  const history: BrowserHistory = {
    address: () => state.address,
    wasRun: () => state.ran,
    markRun(address) {
      calls.run.push(address)
      Object.assign(state, { address, ran: true })
    },
    markDraft(address) {
      calls.draft.push(address)
      Object.assign(state, { address, ran: false })
    },
    onMove(moved) {
      calls.moved = moved
      return () => {}
    },
  }
  return { history, calls, state }
}

function sessionOf(search: string, ran = false, fetch?: typeof globalThis.fetch) {
  const statements: string[] = []
  const answer = fetch ?? answering([bytes])
  const tied = historyOf(search, ran)
  const kept = new Map<string, string>()
  const session = createSession({
    fetch: ((url, init) => {
      statements.push(String(init?.body))
      return answer(url, init)
    }) as typeof globalThis.fetch,
    history: tied.history,
    storage: {
      getItem: name => kept.get(name) ?? null,
      setItem: (name, text) => void kept.set(name, text),
      removeItem: name => void kept.delete(name),
    },
    now: () => 0,
  })
  return { ...tied, session, statements }
}
const ended = async ({ store }: ReturnType<typeof createSession>) => {
  for (let turns = 0; turns < 200 && !store.getState().run?.ending; turns++)
    await new Promise(done => setTimeout(done, 5))
  return store.getState().run
}

describe('console session', () => {
  test('a console session opened from a link runs nothing and marks its statement as coming from the link', () => {
    const { session, statements } = sessionOf('?query=RETURN+1&params={"a":1}')
    expect(statements).toEqual([])
    expect(session.store.getState()).toMatchObject({
      query: 'RETURN 1',
      params: '{\n  "a": 1\n}',
      fromLink: true,
      run: null,
    })
    session.stop()
  })

  test('a console session reruns a statement that its reader had already run', async () => {
    const { session, statements } = sessionOf('?query=RETURN+1&mode=profile', true)
    expect(statements.map(text => JSON.parse(text))).toMatchObject([{ query: 'RETURN 1', mode: 'profile' }])
    expect(session.store.getState().fromLink).toBe(false)
    expect((await ended(session))?.rows).toHaveLength(2)
    session.stop()
  })

  test('a console session runs nothing when the reader goes back to a statement that was not run', async () => {
    const { session, statements, state, calls } = sessionOf('?query=RETURN+1', true)
    await ended(session)
    Object.assign(state, { address: { ...emptyAddress(), query: 'RETURN 2' }, ran: false })
    calls.moved()
    expect(session.store.getState()).toMatchObject({ query: 'RETURN 2', run: null, fromLink: true })
    expect(statements).toHaveLength(1)
    session.stop()
  })

  test('a console session records what it runs in the URL and the history, and does not run with unreadable parameters', async () => {
    const { session, statements, calls } = sessionOf('')
    session.write({ query: 'RETURN $a', params: '{"a": ' })
    session.run()
    expect(statements).toEqual([])
    expect(calls.run).toEqual([])
    expect(session.store.getState().refusals).toBe(1)
    session.write({ params: '{ "a": 1 }' })
    session.run('explain')
    expect(calls.run).toEqual([{ ...emptyAddress(), query: 'RETURN $a', params: '{"a":1}', mode: 'explain' }])
    expect(session.store.getState().recent).toMatchObject([{ query: 'RETURN $a', params: '{ "a": 1 }' }])
    expect((await ended(session))?.columns).toEqual(['名'])
    session.forget()
    expect(session.store.getState().recent).toEqual([])
    session.stop()
  })

  test('a console session keeps the rows that arrived before a statement was cancelled', async () => {
    const stuck = (async (_url: unknown, init?: RequestInit) =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(bytes.slice(0, -30))
            init?.signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')))
          },
        }),
        ndjson,
      )) as typeof fetch
    const { session } = sessionOf('', false, stuck)
    session.write({ query: 'RETURN 1' })
    session.run()
    for (let turns = 0; turns < 200 && !session.store.getState().run?.count; turns++)
      await new Promise(done => setTimeout(done, 5))
    session.cancel()
    const run = await ended(session)
    expect(run?.ending).toEqual({ kind: 'cancelled' })
    expect(run?.count).toBe(2)
    session.stop()
  })

  test('a console session shows only the answer of the latest statement', async () => {
    const { session } = sessionOf('')
    session.write({ query: 'RETURN 1' })
    session.run()
    session.write({ query: 'RETURN 2' })
    session.run()
    const run = await ended(session)
    expect(run?.query).toBe('RETURN 2')
    expect(run?.rows).toHaveLength(2)
    session.stop()
  })
})
