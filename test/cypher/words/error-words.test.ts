import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorWords, nameRequest } from '../../../cypher/words/error-words.ts'
import { type Question, readQuestions } from '../../../server/db/cypher-files.ts'
import type { HttpError } from '../../../server/lib/http-errors.ts'
import { readParams } from '../../../server/questions/read-parameters.ts'

test('a reader of Chinese gets Chinese for every code with which the server refuses a page or a question', () => {
  const files = readdirSync('server', { recursive: true, encoding: 'utf8' }).filter(
    file => file.endsWith('.ts') && !file.startsWith(join('server', 'adhoc')) && !file.startsWith('adhoc'),
  )
  const codes = files.flatMap(file =>
    [...readFileSync(join('server', file), 'utf8').matchAll(/new HttpError\(\s*\w+,\s*'([a-z-]+)'/g)].map(
      ([, code = '']) => code,
    ),
  )
  expect(codes.length).toBeGreaterThan(15)
  const missing = [...new Set(codes)].filter(code => errorWords({ code, message: 'No.' }, 'zh').language !== 'zh')
  expect(missing).toEqual([])
})

test('the server speaks for itself in English, and about what has no translation', () => {
  const error = { code: 'too-slow', message: 'The question took too long.' }
  expect(errorWords(error, 'en')).toEqual({ text: 'The question took too long.', language: 'en' })
  expect(errorWords({ ...error, code: 'new-code' }, 'zh')).toEqual({ text: error.message, language: 'en' })
  expect(errorWords({ code: 'bad-parameter', message: 'from must be a date.' }, 'zh').text).toBe(
    '参数有误：from must be a date.',
  )
  const internal = { code: 'internal-error', message: nameRequest('An internal error occurred.', 'a-1') }
  expect(errorWords(internal, 'zh').text).toMatch(/请求编号：a-1$/)
})

test('a reader of Chinese gets Chinese for every rule by which the console refuses a statement', () => {
  const table = /\| rule \|[\s\S]*?\n\n/.exec(readFileSync('docs/adhoc.md', 'utf8'))?.[0] ?? ''
  const rules = [...table.matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].flatMap(
    ([, cell = '']) => cell.match(/[a-z-]+/g) ?? [],
  )
  expect(rules).toEqual(expect.arrayContaining(['reads-only', 'work', 'syntax', 'empty']))
  for (const rule of [...rules, 'error'])
    expect([rule, errorWords({ code: `cypher-${rule}`, message: 'No.' }, 'zh').language]).toEqual([rule, 'zh'])
})

test('what is wrong with parameters is said in Chinese, with their names and values', async () => {
  const questions = await readQuestions()
  const said = (name: string, given: Record<string, string>) => {
    try {
      readParams(questions.get(name) as Question, given)
    } catch (error) {
      return errorWords(error as HttpError, 'zh').text
    }
    return ''
  }
  expect(said('who-left', { organisation: 'openai', from: '2024', to: '2023' })).toBe(
    '参数有误：from 晚于 to：2024-01-01 在 2023-12-31 之后。全部参数见 /q/who-left。',
  )
  expect(said('who-left', { organistion: 'openai', limit: '0' })).toBe(
    '参数有误：organistion 未知；是否指 organisation？可用的参数：organisation, from, to, limit; organisation 缺失; limit 小于 1。全部参数见 /q/who-left。',
  )
  expect(said('who-left', { organisation: 'openai', from: '2024-13' })).toBe(
    '参数有误：from “2024-13”不是日期：没有 13 月。全部参数见 /q/who-left。',
  )
  for (const given of [
    { people: 'one' } as Record<string, string>,
    { people: '' },
    { people: 'a,b', limit: 'x' },
    { people: 'a,b', limit: '1.5' },
  ])
    expect(said('colleagues-of-all', given)).toMatch(
      /^参数有误：(people|limit) [^a-z]+全部参数见 \/q\/colleagues-of-all。$/,
    )
})
