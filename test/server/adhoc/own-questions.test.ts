import { expect, test } from 'vitest'
import { ownQuestions } from '../../../server/adhoc/own-questions.ts'
import { readQuestions } from '../../../server/db/files.ts'

const questions = await readQuestions()
const isOwn = ownQuestions(questions)
const whoLeft = questions.get('who-left')?.cypher ?? ''
const colleaguesOfAll = questions.get('colleagues-of-all')?.cypher ?? ''
const params = { organisation: 'openai', from: '2024-05-01', to: null, limit: 500 }

test.each([
  ['as it stands', whoLeft, params],
  ['with the line endings of Windows and no last line', whoLeft.trimEnd().replaceAll('\n', '\r\n'), params],
  [
    'with days for a vague date',
    questions.get('present-at')?.cypher ?? '',
    {
      organisation: 'openai',
      on: { earliest: '2024-05-01', latest: '2024-05-31' },
      limit: 500,
    },
  ],
  [
    'with the relationships that a choice of them comes to',
    questions.get('path')?.cypher ?? '',
    { one: 'a', other: 'b', relationships: ['WAS_AT', 'PART_OF'], steps: 6, limit: 50 },
  ],
  ['with the people that a list of them comes to', colleaguesOfAll, { people: ['lilian-weng', '翁荔'], limit: 50 }],
])('a question of ours is told %s', (_how, query, given) => {
  expect(isOwn({ query, params: given })).toBe(true)
})

test.each([
  ['one word is another', whoLeft.replace('LEFT]', 'JOINED]'), params],
  ['something stands before it', `UNWIND range(1, 1000000000) AS n ${whoLeft}`, params],
  ['a parameter is beyond what the question takes', whoLeft, { ...params, limit: 1_000_000_000 }],
  ['a parameter is a list in place of a text', whoLeft, { ...params, organisation: ['openai'] }],
  ['a list is longer than the question takes', colleaguesOfAll, { people: Array(11).fill('a'), limit: 50 }],
  ['a list holds other than texts', colleaguesOfAll, { people: ['a', ['b']], limit: 50 }],
  ['a parameter is of a type of its own', whoLeft, { ...params, from: { $type: 'Duration', _value: 'P1D' } }],
  ['a day is none', whoLeft, { ...params, from: { earliest: 'x'.repeat(1000) } }],
  ['a parameter is unknown', whoLeft, { ...params, more: 1 }],
  ['a parameter has a name that every object has', whoLeft, { ...params, toString: 'x' }],
])('it is a statement like others where %s', (_how, query, given) => {
  expect(isOwn({ query, params: given })).toBe(false)
})
