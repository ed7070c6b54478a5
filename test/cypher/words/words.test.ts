import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { NodeParam } from '../../../cypher/params.ts'
import { defineQuery } from '../../../cypher/query.ts'
import {
  helpIn,
  helpWords,
  labelIn,
  labelWords,
  questionWords,
  valueIn,
  valueWords,
} from '../../../cypher/words/index.ts'
import { missingWords, wordsOf } from '../../../cypher/words/missing-words.ts'
import { zh } from '../../../cypher/words/zh-shared.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { parameters } from '../../../server/questions/parameter-objects.ts'
import { SHIPPED_QUESTIONS } from '../../setup/shipped-questions.ts'

const questions = await readQuestions()
const HAN = /\p{Script=Han}/u

describe.each(SHIPPED_QUESTIONS)('Chinese words of %s', name => {
  const question = () => {
    const found = questions.get(name)
    if (!found) throw new Error(`${name} is not in cypher/read/`)
    return found
  }

  test(`the query ${name} lacks no Chinese word`, () => {
    expect(missingWords(question(), 'zh')).toEqual([])
  })

  test(`the query ${name} has a title and a question in Chinese, and in English those of its definition`, () => {
    const { title, question: asked } = questionWords(question(), 'zh')
    expect([title, asked]).toEqual([expect.stringMatching(HAN), expect.stringMatching(HAN)])
    expect(questionWords(question(), 'en')).toEqual({ title: question().title, question: question().question })
  })

  test(`the query ${name} has Chinese words for every column and parameter and for the closed lists in them`, () => {
    for (const [word, list] of wordsOf(question())) {
      expect(labelIn(word, 'zh', question()), word).toMatch(HAN)
      for (const value of list) expect(valueIn(word, value, 'zh', question()), `${word}: ${value}`).toMatch(HAN)
    }
  })

  test(`the query ${name} has Chinese help for every parameter that has English help`, () => {
    for (const { name: param, description } of parameters(question())) {
      expect(helpWords(question(), param, 'en')).toBe(description)
      if (description) expect(helpIn(question(), param, 'zh'), param).toMatch(HAN)
    }
  })
})

test('no question translates a column, parameter or value that it does not have', () => {
  for (const question of questions.values()) {
    const words = new Map<string, string[]>()
    for (const [name, list] of wordsOf(question)) words.set(name, [...(words.get(name) ?? []), ...list])
    const { labels = {}, values = {}, help = {} } = question.zh ?? {}
    expect(Object.keys(labels).filter(name => !words.has(name))).toEqual([])
    expect(Object.keys(help).filter(name => !(name in question.params.shape))).toEqual([])
    for (const [name, list] of Object.entries(values))
      expect(Object.keys(list).filter(value => !words.get(name)?.includes(value))).toEqual([])
  }
})

test('the shared dictionary has only the names of columns and parameters that two or more questions have', () => {
  const count = new Map<string, number>()
  for (const question of questions.values())
    for (const name of new Set(wordsOf(question).map(([name]) => name))) count.set(name, (count.get(name) ?? 0) + 1)
  expect(Object.keys(zh.labels).filter(name => (count.get(name) ?? 0) < 2)).toEqual([])
})

describe('a question without Chinese words', () => {
  const own = defineQuery({
    name: 'my-own',
    title: 'My own',
    question: 'Who is this?',
    params: z.object({ node: NodeParam, depth: z.string().describe('How deep.'), plain: z.string() }),
    row: z.object({ person: z.string(), baselineTo2: z.enum(['high', 'low']) }),
    example: { node: 'a', depth: '1', plain: '' },
    counted: false,
  })

  test('a question without Chinese words is shown in English, except for shared words', () => {
    expect(questionWords(own, 'zh')).toEqual({ title: 'My own', question: 'Who is this?' })
    expect(labelWords('baselineTo2', 'zh', own)).toBe('Baseline to2')
    expect(labelWords('person', 'zh', own)).toBe('人物')
    expect(helpWords(own, 'depth', 'zh')).toBe('How deep.')
    expect(helpWords(own, 'node', 'zh')).toMatch(HAN)
    expect(helpWords(own, 'plain', 'zh')).toBeUndefined()
  })

  test('missingWords lists the words that a question has in English only', () => {
    expect(missingWords(own, 'zh')).toEqual([
      'title',
      'question',
      'help of depth',
      'label of depth',
      'label of plain',
      'label of baselineTo2',
      'value high of baselineTo2',
      'value low of baselineTo2',
    ])
  })

  test('a parameter that a question describes itself does not get the Chinese help of the shared parameter', () => {
    const params = z.object({ node: NodeParam.describe('Only this one.') })
    expect(helpWords({ params }, 'node', 'zh')).toBe('Only this one.')
  })

  test("a question's own words come before shared ones", () => {
    const zh = { labels: { person: '本人' }, values: { certainty: { definite: '必然' } } }
    expect(labelWords('person', 'zh', { zh })).toBe('本人')
    expect(valueWords('certainty', 'definite', 'zh', { zh })).toBe('必然')
    expect(valueWords('certainty', 'possible', 'zh', { zh })).toBe('可能')
  })
})

test('text from sources stays unchanged, even if it is a word of a closed list or of every object', () => {
  expect(valueWords('role', 'founded', 'zh')).toBe('founded')
  expect(valueWords('constructor', 'name', 'zh')).toBe('name')
  expect(labelWords('constructor', 'zh')).toBe('Constructor')
})
