import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Ask, Outcome } from '../../../client/api.ts'
import { createExplorer } from '../../../client/store/explorer.ts'
import { emptyLocation } from '../../../client/store/location.ts'

const person = (id: string) => ({ kind: 'node', key: id, labels: ['Person'], properties: { id, name: id } })
const organisation = (id: string) => ({ kind: 'node', key: id, labels: ['Organisation'], properties: { id, name: id } })
const left = (who: string, where: string) => ({
  kind: 'relationship',
  key: `${who} ${where}`,
  type: 'LEFT',
  start: who,
  end: where,
  properties: { id: `${who} ${where}` },
})
const reply = (query: string, rows: Record<string, unknown>[]): Outcome => ({
  ok: true,
  reply: { query, cypher: `// ${query}`, params: {}, columns: [], rows, truncated: false },
})

const world = (ask: Ask): Outcome => {
  if (ask.name === 'overview')
    return reply('overview', [
      { source: person('ada'), target: organisation('lab'), relationships: [left('ada', 'lab')] },
    ])
  if (ask.name === 'around')
    return reply('around', [
      { node: organisation('lab'), neighbour: person('bob'), relationships: [left('bob', 'lab')] },
    ])
  return reply(ask.name, [])
}
const away: Outcome = { ok: false, failure: { status: 503, code: 'database-unavailable', message: '', retryAfter: 5 } }

/** Lets answers arrive that are ready. */
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('the state of a page', () => {
  test('asks for the picture, selects the organisation that most left, and asks what is behind it', async () => {
    const asked: string[] = []
    const { store, stop } = createExplorer(async ask => {
      asked.push(ask.name)
      return world(ask)
    }, emptyLocation())
    await settle()
    expect(store.getState().selection).toEqual(['lab'])
    expect(asked).toEqual(['overview', 'who-left', 'where-they-went'])
    expect(store.getState().location.select).toBeNull()
    stop()
  })

  test('expands in place and collapses to what it was', async () => {
    const { store, expand, stop } = createExplorer(async ask => world(ask), emptyLocation())
    await settle()
    const before = store.getState().network
    expand('lab')
    await settle()
    expect([...(store.getState().network?.nodes.keys() ?? [])]).toEqual(['ada', 'lab', 'bob'])
    expand('lab', false)
    expect(store.getState().network).toEqual(before)
    stop()
  })

  test('asks again by itself when told to wait, and not before', async () => {
    let up = false
    let asked = 0
    const { store, stop } = createExplorer(async ask => {
      asked++
      return up ? world(ask) : away
    }, emptyLocation())
    await settle()
    expect(store.getState().answers['overview?']).toMatchObject({ status: 'failed', retryAt: Date.now() + 5000 })
    await vi.advanceTimersByTimeAsync(4900)
    expect(asked).toBe(1)
    up = true
    await vi.advanceTimersByTimeAsync(200)
    expect(store.getState().answers['overview?']?.status).toBe('ready')
    expect(store.getState().network?.nodes.size).toBe(2)
    stop()
  })

  describe('where the overview failed', () => {
    const tooLarge: Outcome = {
      ok: false,
      failure: { status: 413, code: 'too-large', message: 'The answer is too large.', retryAfter: null },
    }
    const withoutOverview = (ask: Ask): Outcome => (ask.name === 'overview' ? tooLarge : world(ask))

    test('the neighbourhood of the selected node is drawn', async () => {
      const { store, stop } = createExplorer(async ask => withoutOverview(ask), { ...emptyLocation(), select: ['lab'] })
      await settle()
      const { network, selection, answers } = store.getState()
      expect([...(network?.nodes.keys() ?? [])]).toEqual(['lab', 'bob'])
      expect(selection).toEqual(['lab'])
      expect(answers['who-left?organisation=lab']?.status).toBe('ready')
      stop()
    })

    test('an expanded node is drawn, and its neighbours need no neighbourhood of their own', async () => {
      const asked: string[] = []
      const { store, stop } = createExplorer(
        async ask => {
          asked.push(JSON.stringify(ask.params))
          return withoutOverview(ask)
        },
        { ...emptyLocation(), expand: ['lab'], select: ['bob'] },
      )
      await settle()
      expect([...(store.getState().network?.nodes.keys() ?? [])]).toEqual(['lab', 'bob'])
      expect(asked).not.toContain(JSON.stringify({ node: 'bob' }))
      stop()
    })

    test('nothing is drawn if nothing is selected', async () => {
      const { store, stop } = createExplorer(async ask => withoutOverview(ask), emptyLocation())
      await settle()
      expect(store.getState().network).toBeNull()
      expect(store.getState().answers['overview?']?.status).toBe('failed')
      stop()
    })

    test('the drawing stays while the overview is asked again, and gives way to it once it is there', async () => {
      let overview: Outcome = away
      const { store, stop } = createExplorer(async ask => (ask.name === 'overview' ? overview : world(ask)), {
        ...emptyLocation(),
        select: ['lab'],
      })
      await settle()
      const { network } = store.getState()
      expect(network?.nodes.has('bob')).toBe(true)
      const seen: unknown[] = []
      const unsubscribe = store.subscribe(state => seen.push(state.network))
      await vi.advanceTimersByTimeAsync(5000)
      expect(new Set(seen)).toEqual(new Set([network]))
      unsubscribe()
      overview = world({ name: 'overview', params: {} })
      await vi.advanceTimersByTimeAsync(5000)
      expect([...(store.getState().network?.nodes.keys() ?? [])]).toEqual(['ada', 'lab'])
      stop()
    })
  })

  test('adds the neighbourhood of a selected node that the overview was cut off before, and of no other', async () => {
    const asked: Ask[] = []
    const cut = (ask: Ask): Outcome => {
      const outcome = world(ask)
      return outcome.ok && ask.name === 'overview'
        ? { ok: true, reply: { ...outcome.reply, truncated: true, total: 9 } }
        : outcome
    }
    const { store, select, stop } = createExplorer(
      async ask => {
        asked.push(ask)
        return cut(ask)
      },
      { ...emptyLocation(), select: ['bob'] },
    )
    await settle()
    expect([...(store.getState().network?.nodes.keys() ?? [])]).toEqual(['ada', 'lab', 'bob'])
    select('ada')
    await settle()
    expect(asked.filter(({ name }) => name === 'around')).toEqual([{ name: 'around', params: { node: 'bob' } }])
    expect([...(store.getState().network?.nodes.keys() ?? [])]).toEqual(['ada', 'lab'])
    stop()
  })

  test('keeps the network the same object while only other answers come', async () => {
    const { store, select, stop } = createExplorer(async ask => world(ask), emptyLocation())
    await settle()
    const { network } = store.getState()
    select('ada')
    await settle()
    expect(store.getState().answers['career?person=ada']?.status).toBe('ready')
    expect(store.getState().network).toBe(network)
    stop()
  })

  test('gives the window to the questions that take one', async () => {
    const asked: Ask[] = []
    const { navigate, stop } = createExplorer(async ask => {
      asked.push(ask)
      return world(ask)
    }, emptyLocation())
    await settle()
    navigate({ from: '2023', to: '2024-05' })
    await settle()
    expect(asked.at(-1)).toEqual({ name: 'who-left', params: { organisation: 'lab', from: '2023', to: '2024-05' } })
    stop()
  })
})
