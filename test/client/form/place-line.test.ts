import { expect, test } from 'vitest'
import { alikeIds, placeLine } from '../../../client/form/place-line.ts'

const at = { id: 'mill', name: 'The Mill' }

test.each([
  ['2012', '2014', 'The Mill 2012–2014'],
  ['2012', '2012', 'The Mill 2012'],
  ['2012', null, 'The Mill 2012–'],
  [null, '2014', 'The Mill –2014'],
  [null, null, 'The Mill'],
  ['2011/2012', '2014', 'The Mill 2011/2012–2014'],
  ['../2003', null, 'The Mill by 2003'],
  ['../2003', '2014', 'The Mill by 2003 – 2014'],
])('a stay from %s to %s is written as "%s"', (from, to, line) => {
  expect(placeLine({ at, from, to }, 'en')).toBe(line)
})

test('a search result without a known stay has no line, and years are in the words of the language', () => {
  expect(placeLine({ at: null, from: null, to: null }, 'en')).toBeNull()
  expect(placeLine({ at, from: '../2003', to: null }, 'zh')).toBe('The Mill 不晚于2003年')
})

test('search results get their ids only if neither their name nor their place distinguishes them', () => {
  const person = { kind: 'person' as const, from: null, to: null }
  const hits = [
    { ...person, id: 'ed-1', name: 'Ed Poe', at: null },
    { ...person, id: 'ed-2', name: 'Ed Poe', at: null },
    { ...person, id: 'li-1', name: 'Li Na', at, from: '2010', to: '2012' },
    { ...person, id: 'li-2', name: 'Li Na', at, from: '2011', to: null },
    { ...person, id: 'ed-3', name: 'Ed Poe', kind: 'organisation' as const, at: null },
  ]
  expect([...alikeIds(hits, 'en')]).toEqual(['ed-1', 'ed-2'])
})
