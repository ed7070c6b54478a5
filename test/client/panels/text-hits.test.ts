import { expect, test } from 'vitest'
import { roleHits, sourceHits } from '../../../client/panels/text-hits.ts'

const t = (key: string, blanks?: object) => `${key} ${JSON.stringify(blanks)}`
const row = (id: string, name: string, role: string) => ({
  role,
  person: { id, name },
  organisation: { id: 'mill', name: 'The Mill' },
  claims: [],
})

test('a role leads to its person and organisation, people of one name are told apart by id, and the last option has all', () => {
  const hits = roleHits(
    [row('ed-1', 'Ed Poe', 'clerk'), row('ed-2', 'Ed Poe', 'clerk'), row('ada', 'Ada', 'clerk')],
    40,
    'cler',
    t,
  )
  expect(hits.map(({ words }) => words)).toEqual([
    'Ed Poe (ed-1) – The Mill',
    'Ed Poe (ed-2) – The Mill',
    'Ada – The Mill',
    'search.all.roles {"count":40}',
  ])
  expect(hits[0]?.opens).toEqual({ ends: ['ed-1', 'mill'] })
  expect(hits.at(-1)?.opens).toEqual({ query: 'search-roles', params: { text: 'cler' } })
  expect(roleHits([], 0, 'cler', t)).toEqual([])
})

test('a source leads to what it reports, and to a table of all only if there are more', () => {
  const source = {
    id: 'gazette',
    title: 'Millers leave',
    publisher: 'Gazette',
    published: null,
    url: null,
    language: null,
  }
  const rows = [{ source, claims: 3 }]
  expect(sourceHits(rows, 1, 'mill', t)).toEqual([
    {
      kind: 'sources',
      key: 'gazette',
      words: 'Millers leave',
      about: 'Gazette · counts.claims {"count":3}',
      opens: { query: 'all-claims', params: { source: 'gazette' } },
    },
  ])
  expect(sourceHits(rows, 2, 'mill', t).at(-1)?.opens).toEqual({ query: 'search-sources', params: { text: 'mill' } })
})
