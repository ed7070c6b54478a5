import { expect, test } from 'vitest'
import { type Expansion, expandAsk, readExpansion, writeExpansion } from '../../../client/store/expansion.ts'

const CASES: [string, Expansion][] = [
  ['openai', { id: 'openai', kind: null, event: null, from: null, to: null }],
  ['openai person left', { id: 'openai', kind: 'person', event: 'left', from: null, to: null }],
  ['a,b/c organisation', { id: 'a,b/c', kind: 'organisation', event: null, from: null, to: null }],
  ['openai joined 2023~/2024-06', { id: 'openai', kind: null, event: 'joined', from: '2023~', to: '2024-06' }],
  ['openai ../2020', { id: 'openai', kind: null, event: null, from: null, to: '2020' }],
]

test.each(CASES)('the expansion %j in a URL is read and written again', (text, expansion) => {
  expect(readExpansion(text)).toEqual(expansion)
  expect(writeExpansion(expansion)).toBe(text)
})

test('an expansion with words that mean nothing asks for what it has', () => {
  expect(expandAsk('openai left somewhere 2020').params).toEqual({ node: 'openai', event: 'left' })
  expect(expandAsk('openai person ../2020').params).toEqual({ node: 'openai', kind: 'person', eventTo: '2020' })
})
