import { expect, test } from 'vitest'
import { trustedQuestions } from '../../../server/adhoc/trusted-questions.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'

const questions = await readQuestions()
const isOwn = trustedQuestions(questions)
const whoLeft = questions.get('who-left')?.cypher ?? ''
const colleaguesOfAll = questions.get('colleagues-of-all')?.cypher ?? ''
const params = { organisation: 'openai', from: '2024-05-01', to: null, limit: 500 }

test.each([
  ['in its original text', whoLeft, params],
  ['with Windows line endings and no final newline', whoLeft.trimEnd().replaceAll('\n', '\r\n'), params],
  [
    'with bounds in place of a vague date',
    questions.get('present-at')?.cypher ?? '',
    {
      organisation: 'openai',
      on: { earliest: '2024-05-01', latest: '2024-05-31' },
      limit: 500,
    },
  ],
  [
    'with the relationship types that a choice resolves to',
    questions.get('path')?.cypher ?? '',
    { one: 'a', other: 'b', relationships: ['WAS_AT', 'PART_OF'], steps: 6, limit: 50 },
  ],
  ['with a list of people', colleaguesOfAll, { people: ['lilian-weng', '翁荔'], limit: 50 }],
])('ownQuestions recognises a built-in query %s', (_how, query, given) => {
  expect(isOwn({ query, params: given })).toBe(true)
})

test.each([
  ['one word differs', whoLeft.replace('LEFT]', 'JOINED]'), params],
  ['text precedes the query', `UNWIND range(1, 1000000000) AS n ${whoLeft}`, params],
  ['a parameter exceeds its maximum', whoLeft, { ...params, limit: 1_000_000_000 }],
  ['a parameter is a list in place of text', whoLeft, { ...params, organisation: ['openai'] }],
  ['a list is longer than the question takes', colleaguesOfAll, { people: Array(11).fill('a'), limit: 50 }],
  ['a list holds something other than text', colleaguesOfAll, { people: ['a', ['b']], limit: 50 }],
  ['a parameter has a type tag', whoLeft, { ...params, from: { $type: 'Duration', _value: 'P1D' } }],
  ['a day is invalid', whoLeft, { ...params, from: { earliest: 'x'.repeat(1000) } }],
  ['a parameter is unknown', whoLeft, { ...params, more: 1 }],
  ['a parameter is named like a property of every object', whoLeft, { ...params, toString: 'x' }],
])('ownQuestions does not recognise a statement when %s', (_how, query, given) => {
  expect(isOwn({ query, params: given })).toBe(false)
})
