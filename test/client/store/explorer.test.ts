import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Ask } from '../../../client/api/asks.ts'
import type { Outcome } from '../../../client/api/replies.ts'
import { createExplorer } from '../../../client/store/explorer.ts'
import { emptyLocation } from '../../../client/store/location.ts'
import type { Network } from '../../../picture/network/network.ts'

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

const world = (ask: Pick<Ask, 'name'>): Outcome => {
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

/** Lets pending answers arrive. */
const settle = () => vi.advanceTimersByTimeAsync(0)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('explorer', () => {
  test('the explorer loads the overview and the sources of its lines, and selects nothing by itself', async () => {
    const asked: string[] = []
    const { store, select, stop } = createExplorer(async ask => {
      asked.push(ask.name)
      return world(ask)
    }, emptyLocation())
    await settle()
    expect(store.getState().selection).toEqual([])
    expect(asked).toEqual(['overview', 'overview', 'line-claims'])
    select('lab')
    await settle()
    expect(asked.slice(3)).toEqual(['who-left', 'where-they-went'])
    stop()
  })

  test('nodes without a line are set apart, and drawn on request or while one of them is selected', async () => {
    const alone = { source: person('eve'), target: null, relationships: [] }
    const { store, navigate, select, stop } = createExplorer(async ask => {
      const outcome = world(ask)
      return outcome.ok && ask.name === 'overview' ? reply('overview', [...outcome.reply.rows, alone]) : outcome
    }, emptyLocation())
    await settle()
    const drawn = () => [...(store.getState().network?.nodes.keys() ?? [])]
    expect([drawn(), store.getState().unconnected.map(({ id }) => id)]).toEqual([['ada', 'lab'], ['eve']])
    select('eve')
    expect([drawn(), store.getState().unconnected.map(({ id }) => id)]).toEqual([['ada', 'lab', 'eve'], ['eve']])
    select()
    expect(drawn()).toEqual(['ada', 'lab'])
    navigate({ unconnected: true })
    expect(drawn()).toEqual(['ada', 'lab', 'eve'])
    stop()
  })

  test('the explorer expands a node in place and collapses it to the previous network', async () => {
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

  test('the explorer retries after the delay in the answer, and not before', async () => {
    let up = false
    let asked = 0
    const { store, stop } = createExplorer(async ask => {
      asked++
      return up ? world(ask) : away
    }, emptyLocation())
    await settle()
    expect(store.getState().answers['overview?']).toMatchObject({ status: 'failed', retryAt: Date.now() + 5000 })
    await vi.advanceTimersByTimeAsync(4900)
    // Its size, and the overview itself, which says why.
    expect(asked).toBe(2)
    up = true
    await vi.advanceTimersByTimeAsync(200)
    expect(store.getState().answers['overview?']?.status).toBe('ready')
    expect(store.getState().network?.nodes.size).toBe(2)
    stop()
  })

  describe('a failed overview', () => {
    const tooLarge: Outcome = {
      ok: false,
      failure: { status: 413, code: 'too-large', message: 'The answer is too large.', retryAfter: null },
    }
    const withoutOverview = (ask: Ask): Outcome => (ask.name === 'overview' ? tooLarge : world(ask))

    test('after a failed overview the explorer draws the neighbourhood of the selected node', async () => {
      const { store, stop } = createExplorer(async ask => withoutOverview(ask), { ...emptyLocation(), select: ['lab'] })
      await settle()
      const { network, selection, answers } = store.getState()
      expect([...(network?.nodes.keys() ?? [])]).toEqual(['lab', 'bob'])
      expect(selection).toEqual(['lab'])
      expect(answers['who-left?organisation=lab']?.status).toBe('ready')
      stop()
    })

    test('after a failed overview the explorer draws an expanded node, and asks for no neighbourhood of its neighbours', async () => {
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

    test('after a failed overview the explorer draws nothing if nothing is selected', async () => {
      const { store, stop } = createExplorer(async ask => withoutOverview(ask), emptyLocation())
      await settle()
      expect(store.getState().network).toBeNull()
      expect(store.getState().answers['overview?']?.status).toBe('failed')
      stop()
    })

    test('the explorer keeps its drawing while it asks for the overview again, and replaces it once the overview arrives', async () => {
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
      overview = world({ name: 'overview' })
      await vi.advanceTimersByTimeAsync(5000)
      expect([...(store.getState().network?.nodes.keys() ?? [])]).toEqual(['ada', 'lab'])
      stop()
    })
  })

  test.each([
    [false, [{ limit: '2000' }]],
    [true, [{ limit: '2000' }, { node: 'bob', limit: '20000' }]],
  ])(
    'the claims of an overview are asked up to its limit, and if it is truncated (%s), those of expanded nodes too',
    async (truncated, params) => {
      const asked: Ask[] = []
      const { stop } = createExplorer(
        async ask => {
          asked.push(ask)
          const outcome = world(ask)
          const isWhole = outcome.ok && ask.name === 'overview'
          return isWhole
            ? { ok: true, reply: { ...outcome.reply, params: { limit: 2000 }, truncated, total: 9 } }
            : outcome
        },
        { ...emptyLocation(), select: [], expand: ['bob'] },
      )
      await settle()
      expect(asked.filter(({ name }) => name === 'line-claims').map(ask => ask.params)).toEqual(params)
      stop()
    },
  )

  test('the explorer adds the neighbourhood of a selected node that a truncated overview lacks, and of no other', async () => {
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
    expect(asked.flatMap(({ name, params }) => (name === 'around' ? [params] : []))).toEqual([{ node: 'bob' }])
    expect([...(store.getState().network?.nodes.keys() ?? [])]).toEqual(['ada', 'lab'])
    stop()
  })

  test('the explorer keeps the same network object while other answers arrive', async () => {
    const { store, select, stop } = createExplorer(async ask => world(ask), emptyLocation())
    await settle()
    const { network } = store.getState()
    select('ada')
    await settle()
    expect(store.getState().answers['career?person=ada']?.status).toBe('ready')
    expect(store.getState().network).toBe(network)
    stop()
  })

  test('the explorer passes the date window to the queries that accept one', async () => {
    const asked: Ask[] = []
    const { navigate, stop } = createExplorer(async ask => {
      asked.push(ask)
      return world(ask)
    }, emptyLocation())
    await settle()
    navigate({ select: ['lab'], from: '2023', to: '2024-05' })
    await settle()
    expect(asked.find(({ name }) => name === 'who-left')).toMatchObject({
      params: { organisation: 'lab', from: '2023', to: '2024-05' },
    })
    stop()
  })

  describe('a window of the map', () => {
    const leaver = (id: string) => ({
      person: { id, name: id },
      on: null,
      status: 'reported',
      disputed: false,
      claims: [],
    })
    const about = (outcome: Outcome, params: Record<string, string>): Outcome =>
      outcome.ok ? { ok: true, reply: { ...outcome.reply, params } } : outcome
    /** Bob left before 2024, Cyd in 2024. */
    const answer = ({ name, params }: Ask): Outcome => {
      if (name === 'around') return about(world({ name }), { node: 'lab' })
      if (name !== 'who-left' || params.organisation !== 'lab') return reply(name, [])
      const rows = params.from === '1900' ? [] : params.from ? [leaver('cyd')] : [leaver('bob'), leaver('cyd')]
      return about(reply(name, rows), { organisation: 'lab' })
    }
    const open = async (from: string | null) => {
      const asked: Ask[] = []
      const location = { ...emptyLocation(), query: 'who-left', params: { organisation: 'lab' }, from }
      const explorer = createExplorer(async ask => {
        asked.push(ask)
        return answer(ask)
      }, location)
      await settle()
      explorer.stop()
      return { ...explorer, asked }
    }
    const nodes = (network: Network | null | undefined) => [...(network?.nodes.keys() ?? [])].toSorted()

    test('the map within a window has the nodes of the question without it, in the same first stage', async () => {
      const all = (await open(null)).store.getState()
      const windowed = (await open('2024')).store.getState()
      expect(all.within).toBeNull()
      expect(nodes(windowed.network)).toEqual(nodes(all.network))
      expect(nodes(windowed.stages[0]?.network)).toEqual(nodes(all.stages[0]?.network))
      expect(nodes(windowed.within)).toEqual(['cyd', 'lab'])
    })

    test('a window without an answer keeps the map, and only its subject is in the window', async () => {
      const { network, within, selection } = (await open('1900')).store.getState()
      expect(nodes(network)).toEqual(['bob', 'cyd', 'lab'])
      expect(nodes(within)).toEqual(['lab'])
      expect(selection).toEqual(['lab'])
    })

    test('the lines that only an expansion has are in the window, and those of the question are not', async () => {
      const { store, navigate, stop } = await open('2024')
      navigate({ expand: ['lab'] })
      await settle()
      // The neighbourhood of the lab has Bob, whose departure the question puts outside the window.
      expect(nodes(store.getState().within)).toEqual(['cyd', 'lab'])
      expect(store.getState().stages.map(({ centre }) => centre)).toEqual([null, 'lab', null])
      stop()
    })

    test('without a window, each question is asked once', async () => {
      expect((await open(null)).asked.filter(({ name }) => name === 'who-left')).toHaveLength(1)
    })
  })
})
