import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { errorWords, nameRequest } from '../../../cypher/words/error-words.ts'

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
