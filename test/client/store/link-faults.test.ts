import { expect, test } from 'vitest'
import { paramsOf } from '../../../client/api/question-names.ts'
import { linkFaults } from '../../../client/store/link-faults.ts'

const faults = (search: string) => linkFaults(search, paramsOf)

test.each([
  ['?q=who-lef&organisation=openai', { kind: 'query', text: 'who-lef', near: ['who-left', 'flows', 'around'] }],
  ['?q=career&organisation=openai', { kind: 'param', text: 'organisation', near: [] }],
  ['?q=career&persn=jan-leike', { kind: 'param', text: 'persn', near: ['person'] }],
  ['?select=a&select=b&select=c', { kind: 'select', text: 'c' }],
  ['?camera=1,2', { kind: 'camera', text: '1,2' }],
  ['?at=soon', { kind: 'at', text: 'soon' }],
  ['?at=2023&vs=later', { kind: 'at', text: 'later' }],
  ['?at=2023&clock=noon', { kind: 'clock', text: 'noon' }],
  ['?view=globe', { kind: 'view', text: 'globe' }],
  ['?q=who-left&organisation=openai&sort=-persn', { kind: 'column', text: 'persn', near: ['person'] }],
  ['?q=career&person=a&columns=organisation,begn', { kind: 'column', text: 'begn', near: expect.any(Array) }],
  ['?lang=xx', { kind: 'lang', text: 'xx' }],
])('a link reports what the page cannot open: %s', (search, fault) => {
  const [first, ...others] = faults(search)
  expect(others).toEqual([])
  expect(first).toEqual({ ...fault, ...('near' in fault && fault.kind === 'query' ? { near: expect.any(Array) } : {}) })
  if (first?.kind === 'query') expect(first.near[0]).toBe('who-left')
})

test.each([
  '',
  '?q=flows&organisation=openai&from=2024&view=table&lang=zh',
  '?utm_source=letter&tag=a',
  '?select=',
  '?view=table&sort=organisation',
  '?q=career&person=a&sort=as-of',
])('a link without a fault reports none: %s', search => {
  expect(faults(search)).toEqual([])
})
