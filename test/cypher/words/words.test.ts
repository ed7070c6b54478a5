import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { helpWords, labelWords, questionWords, valueWords } from '../../../cypher/words/index.ts'
import { help } from '../../../cypher/words/zh-help.ts'
import { labels } from '../../../cypher/words/zh-labels.ts'
import { questions as titles } from '../../../cypher/words/zh-questions.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { parameters } from '../../../server/questions/parameter-objects.ts'

const questions = [...(await readQuestions()).values()]
const HAN = /\p{Script=Han}/u

interface Schema {
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  enum?: string[]
}

/** Every member of a row at any depth, with the closed lists of words that it may hold. */
function* members(schema: Schema, key: string): Generator<[string, string[]]> {
  if (key) yield [key, schema.enum ?? []]
  for (const inner of [...(schema.anyOf ?? []), ...(schema.items ? [schema.items] : [])]) yield* members(inner, key)
  for (const [name, inner] of Object.entries(schema.properties ?? {})) yield* members(inner, name)
}

const columns = (row: z.ZodObject) => [...members(z.toJSONSchema(row, { unrepresentable: 'any' }) as Schema, '')]

describe.each(questions.map(question => [question.name, question] as const))(
  'Chinese words of %s',
  (_name, question) => {
    test(`the query ${question.name} has a title and a question in Chinese`, () => {
      const { title, question: asked } = questionWords(question, 'zh')
      expect([title, asked]).toEqual([expect.stringMatching(HAN), expect.stringMatching(HAN)])
      expect(questionWords(question, 'en')).toEqual({ title: question.title, question: question.question })
    })

    test(`the query ${question.name} has Chinese words for every column and for the closed lists in it`, () => {
      for (const [name, words] of columns(question.row)) {
        expect(labelWords(name, 'zh'), name).toMatch(HAN)
        for (const word of words) expect(valueWords(name, word, 'zh'), `${name}: ${word}`).toMatch(HAN)
      }
    })

    test(`the query ${question.name} has a Chinese name and description for every parameter`, () => {
      for (const { name, description, schema } of parameters(question)) {
        expect(labelWords(name, 'zh'), name).toMatch(HAN)
        if (description) expect(helpWords(description, 'zh'), description).toMatch(HAN)
        const words = [...members(schema as Schema, name)].flatMap(([, some]) => some)
        for (const word of words) expect(valueWords(name, word, 'zh'), `${name}: ${word}`).toMatch(HAN)
      }
    })
  },
)

test('the Chinese words contain nothing that no query uses', () => {
  const all = questions.flatMap(question => parameters(question))
  expect(Object.keys(titles).toSorted()).toEqual(questions.map(({ name }) => name).toSorted())
  expect(Object.keys(help).filter(text => !all.some(({ description }) => description === text))).toEqual([])
  const named = new Set([
    ...questions.flatMap(({ row }) => columns(row)).map(([name]) => name),
    ...all.map(({ name }) => name),
  ])
  expect(Object.keys(labels).filter(name => !named.has(name))).toEqual([])
})

test('missing Chinese words fall back to English, and text from sources stays unchanged', () => {
  const own = { name: 'my-own', title: 'My own', question: 'Who is this?' }
  expect(questionWords(own, 'zh')).toEqual({ title: 'My own', question: 'Who is this?' })
  expect(labelWords('baselineTo2', 'zh')).toBe('Baseline to2')
  expect(valueWords('role', 'founded', 'zh')).toBe('founded')
  expect(valueWords('constructor', 'name', 'zh')).toBe('name')
})
