import { describe, expect, test } from 'vitest'
import { paramsOf } from '../../../client/api/question-names.ts'
import type { Outcome } from '../../../client/api/replies.ts'
import { createExplorer, type HistoryMode } from '../../../client/store/explorer.ts'
import { MOST_PAIRS } from '../../../client/store/first-view.ts'
import { decodeLocation, encodeLocation } from '../../../client/store/location.ts'
import { openNode } from '../../../client/store/open-node.ts'

const ref = (id: string) => ({ id, name: id })
const node = (label: string, id: string) => ({ kind: 'node', key: id, labels: [label], properties: ref(id) })
const people = { min: 3, max: 3 }
const ROWS: Record<string, Record<string, unknown>[]> = {
  overview: [
    {
      ...{ source: node('Person', 'ada'), target: node('Organisation', 'lab'), doubted: [] },
      relationships: [
        { kind: 'relationship', key: 'r', type: 'LEFT', start: 'ada', end: 'lab', properties: { id: 'r', claims: [] } },
      ],
    },
  ],
  'organisation-flows': [
    { organisation: { ...ref('lab'), aliases: [], type: 'company' }, people, moves: [] },
    {
      organisation: { ...ref('pub'), aliases: [], type: 'company' },
      people,
      moves: [{ from: ref('lab'), to: ref('pub'), definite: 2, possible: 0, people }],
    },
  ],
}

/** A page over a database whose overview has so many pairs, and what it asked. */
async function openPage(search: string, pairs: number) {
  const asked: string[] = []
  const modes: HistoryMode[] = []
  const explorer = createExplorer(
    async ({ name, params }): Promise<Outcome> => {
      asked.push(params.limit === '1' ? `size of ${name}` : name)
      const rows = ROWS[name] ?? []
      const total = name === 'overview' ? pairs : rows.length
      return { ok: true, reply: { ...{ query: name, cypher: '', params, columns: [], rows }, truncated: false, total } }
    },
    decodeLocation(search, paramsOf),
  )
  explorer.store.subscribe(({ location, historyMode }, before) => {
    if (location !== before.location) modes.push(historyMode)
  })
  await settle()
  explorer.stop()
  return { explorer, asked, modes, url: () => encodeLocation(explorer.store.getState().location) }
}
const settle = () => new Promise(resolve => setTimeout(resolve))

describe('the first view', () => {
  test('a page without a question shows the largest organisations if the overview is large, with nothing selected', async () => {
    const { explorer, asked, modes, url } = await openPage('?lang=zh', MOST_PAIRS + 1)
    expect(url()).toBe('?q=organisation-flows&lang=zh')
    expect(asked).toEqual(['size of overview', 'organisation-flows'])
    expect(modes).toEqual(['replace'])
    const { network, selection } = explorer.store.getState()
    expect([...(network?.nodes.keys() ?? [])]).toEqual(['lab', 'pub'])
    expect(selection).toEqual([])
  })

  test('a page over a small network asks for nothing but its size before its picture', async () => {
    const { explorer, asked, url } = await openPage('', MOST_PAIRS)
    expect(url()).toBe('')
    expect(asked.slice(0, 2)).toEqual(['size of overview', 'overview'])
    expect(asked).not.toContain('organisation-flows')
    expect([...(explorer.store.getState().network?.nodes.keys() ?? [])]).toEqual(['ada', 'lab'])
  })

  test.each(['?q=overview', '?select=ada', '?expand=lab', '?camera=0%2C0%2C9%2C9', '?limit=20000'])(
    'the URL %s shows a large overview, and stays as it is',
    async search => {
      const { asked, url } = await openPage(search, MOST_PAIRS + 1)
      expect(url()).toBe(search)
      expect(asked).not.toContain('organisation-flows')
    },
  )

  test('an organisation of the first view is opened in its place, and the way back leads to it again', async () => {
    const { explorer, url, modes } = await openPage('', MOST_PAIRS + 1)
    openNode(explorer, 'pub')
    expect(url()).toBe('?q=around&node=pub&select=pub')
    explorer.navigate({ query: 'overview', params: {}, select: null })
    expect(url()).toBe('?q=organisation-flows')
    explorer.navigate({ query: 'overview', everyone: true })
    expect(url()).toBe('?q=overview')
    expect(modes).toEqual(['replace', 'push', 'push', 'push'])
  })

  test('on any other map, a node is selected and not opened', async () => {
    const { explorer, url } = await openPage('', 1)
    openNode(explorer, 'lab')
    expect(url()).toBe('?select=lab')
  })

  test('a line of moves asks who moved, in the directions that have moves and within the window', async () => {
    const { asked, explorer } = await openPage('?q=organisation-flows&from=2020', 1)
    explorer.select('pub', 'lab')
    await settle()
    const [flows] = Object.keys(explorer.store.getState().answers).filter(key => key.startsWith('flows'))
    expect(flows).toBe('flows?destination=pub&from=2020&organisation=lab')
    expect(asked.filter(name => name === 'flows')).toHaveLength(1)
  })
})
