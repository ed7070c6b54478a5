import { describe, expect, test } from 'vitest'
import { writtenFor } from '../../../client/graph/written.ts'
import { ALL_WORDS } from '../../../client/i18n/all-words.ts'
import { chooseLanguage, translator } from '../../../client/i18n/translate.ts'
import { MANNERS, ORGANISATION_TYPES, STATUSES } from '../../../cypher/model.ts'

const leaves = (words: object, at = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${at}${key}`, value]] : leaves(value, `${at}${key}.`),
  )
const blanks = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(match => match[1]).toSorted()

const { en, zh } = ALL_WORDS

describe('translations', () => {
  test('the translations have the same messages with the same placeholders', () => {
    const chinese = new Map(leaves(zh))
    for (const [key, text] of leaves(en)) expect([key, blanks(chinese.get(key) ?? '')]).toEqual([key, blanks(text)])
  })

  test('the translations cover every status, manner and organisation type of the model', () => {
    for (const words of [en, zh]) {
      for (const status of STATUSES) expect(words.page.status).toHaveProperty(status)
      for (const manner of Object.values(MANNERS).flat()) expect(words.page.manner).toHaveProperty([manner])
      for (const type of ORGANISATION_TYPES) expect(words.page.type).toHaveProperty(type)
    }
  })

  test('the translator finds the words of the page and of the console by the same keys', () => {
    expect([translator('en')('empty.none'), translator('en', 'console')('empty.none')]).toEqual([
      'empty.none',
      'No rows.',
    ])
    expect(translator('zh', 'console')('title')).toBe('控制台')
  })

  test('the translator inserts names unchanged, including any markup', () => {
    expect(translator('en')('question.around', { name: '<b>&' })).toBe('Around <b>&')
  })

  test('the language comes from the URL, otherwise from the browser, and falls back to English', () => {
    expect(chooseLanguage('zh', ['en-GB'])).toBe('zh')
    expect(chooseLanguage(null, ['fr', 'zh-Hans-CN', 'en'])).toBe('zh')
    expect(chooseLanguage(null, ['fr'])).toBe('en')
  })
})

describe('written form of a bound', () => {
  const seen = { event: 'present', on: '2023-05' }

  test('writtenFor returns the vague date as written instead of its first or last day', () => {
    expect(writtenFor('2023-05-31', [seen])).toBe('2023-05')
    expect(writtenFor('2023-05-01', [seen])).toBe('2023-05')
  })

  test('writtenFor returns null when no claim of presence gives the date', () => {
    expect(writtenFor('2018-12-31', [{ event: 'left', on: '../2018' }])).toBeNull()
    expect(writtenFor('2018-12-31', [{ event: 'present', on: 'soon' }])).toBeNull()
    expect(writtenFor(null, [seen])).toBeNull()
  })
})
