import { expect, test } from 'vitest'
import { decodeLocation } from '../../../client/store/location.ts'
import { elementMarkup, shareQuery } from '../../../client/store/share-markup.ts'

const STORY = [
  ['story', 'at:2024-06 node:openai | One'],
  ['story', 'at:2024-12 clock:known | Two'],
]

const queryOf = (search: string[][], step: number | null) => {
  const location = decodeLocation(`?${new URLSearchParams(search)}`, () => [])
  const choices = { view: 'graph', step, time: false, theme: 'light', language: 'en' } as const
  return [...new URLSearchParams(shareQuery(location, choices))]
}

test('a shared view has the story from the step that was chosen, with the date of that step', () => {
  const lang = ['lang', 'en']
  expect(queryOf([...STORY, ['step', '2']], 0)).toEqual([lang, ...STORY, ['step', '1']])
  expect(queryOf([['at', '2020'], ...STORY], 1)).toEqual([lang, ...STORY, ['step', '2']])
})

test('a view that is shared without its story keeps the date that is shown, and no step, read or not', () => {
  const lang = ['lang', 'en']
  const dated = [['at', '2024-12'], ['clock', 'known'], lang]
  expect(queryOf([...STORY, ['story', 'unreadable'], ['step', '2'], ['tag', 'x']], null)).toEqual([
    ...dated,
    ['tag', 'x'],
  ])
  expect(queryOf([['at', '2020'], ...STORY], null)).toEqual([['at', '2020'], lang])
})

test('the element is as wide as was chosen, and takes all the width otherwise', () => {
  const markup = (width: string) =>
    elementMarkup('https://graph.example.org', 'https://graph.example.org/embed', 'A', { width })
  expect(markup('640')).toContain('title="A" style="max-width: 640px"></who-left-where>')
  expect(markup('100%')).not.toContain('style')
})
