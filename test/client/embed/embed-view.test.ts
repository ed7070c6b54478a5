import { expect, test } from 'vitest'
import { paramsOf } from '../../../client/api/question-names.ts'
import { embedView } from '../../../client/embed/embed-view.ts'
import { en } from '../../../client/i18n/en.ts'
import { addWords, translator } from '../../../client/i18n/translate.ts'
import { createExplorer } from '../../../client/store/explorer.ts'
import { decodeLocation } from '../../../client/store/location.ts'
import { drawnQueries } from '../../../client/store/required-queries.ts'

addWords('en', en)

const ref = (label: string, id: string) => ({
  ...{ kind: 'node', key: id, labels: [label] },
  properties: { id, name: id },
})

/** An embed of one organisation that so many people joined. */
async function viewOf(people: number) {
  const rows = Array.from({ length: people }, (_, at) => ({
    ...{ source: ref('Person', `person-${at}`), target: ref('Organisation', 'lab'), doubted: [] },
    relationships: [
      {
        ...{ kind: 'relationship', key: `r${at}`, type: 'JOINED', start: `person-${at}`, end: 'lab' },
        properties: { id: `r${at}`, claims: [] },
      },
    ],
  }))
  const explorer = createExplorer(
    async ({ name }) => ({
      ok: true,
      reply: { query: name, cypher: '', params: {}, columns: [], rows, truncated: false, total: people },
    }),
    decodeLocation('?q=overview', paramsOf),
    'replace',
    drawnQueries,
  )
  await expect.poll(() => explorer.store.getState().shown).not.toBeNull()
  explorer.stop()
  return embedView(explorer.store.getState(), translator('en'), 'en')
}

test('an embed without room for all nodes says how many it draws, however little room there is', async () => {
  expect(await viewOf(300)).toMatchObject({
    counts: expect.stringContaining('300 people · 1 organisation · 0 claims · the 140 best connected of 301 drawn'),
    isCut: true,
  })
  const { counts, isCut } = await viewOf(100)
  expect(counts).not.toContain('drawn')
  expect(isCut).toBe(false)
})
