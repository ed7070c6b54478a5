import { expect, test } from 'vitest'
import { lineHits } from '../../../client/panels/line-hits.ts'

const line = (subject: [string, string], roles: string[], sources: string[], denying: string[] = []) => ({
  subject: { id: subject[0], name: subject[1] },
  object: { id: 'mill', name: 'The Mill' },
  ...{ count: sources.length, sources, denying, statuses: [], roles, manners: [] },
})
const lines = [
  line(['ed-1', 'Ed Poe'], ['Head of Flour', 'clerk'], ['gazette']),
  line(['ed-2', 'Ed Poe'], ['head of grain'], [], ['gazette']),
  line(['ada', 'Ada'], [], ['register']),
]
const sources = [
  { id: 'gazette', title: 'Millers leave', publisher: 'Gazette', url: 'https://gazette.test/1' },
  { id: 'register', title: 'A register', publisher: null, url: null },
].map(source => ({ ...source, published: null, language: null }))
const found = (text: string) => lineHits(lines, sources, text).map(({ kind, names, found }) => [kind, names, found])

test('roles are found by all their words in any order, and people of one name are told apart by id', () => {
  expect(found('head of')).toEqual([
    ['roles', 'Ed Poe (ed-1) – The Mill', 'Head of Flour'],
    ['roles', 'Ed Poe (ed-2) – The Mill', 'head of grain'],
  ])
  expect(found('flour HEAD')).toHaveLength(1)
  expect(found(' ')).toEqual([])
})

test('sources are found by title, publisher and URL, with each line that they report or deny', () => {
  for (const text of ['millers', 'gazette', 'gazette.test/1'])
    expect(found(text)).toEqual([
      ['sources', 'Ed Poe (ed-1) – The Mill', 'Millers leave · Gazette'],
      ['sources', 'Ed Poe (ed-2) – The Mill', 'Millers leave · Gazette'],
    ])
  expect(found('register')).toEqual([['sources', 'Ada – The Mill', 'A register']])
})
