import fc from 'fast-check'
import { expect, test } from 'vitest'
import '../../../client/i18n/all-words.ts'
import { paramsOf } from '../../../client/api/question-names.ts'
import { translator } from '../../../client/i18n/translate.ts'
import { linkFaults } from '../../../client/store/link-faults.ts'
import { changeLocation, decodeLocation, encodeLocation, stepChange } from '../../../client/store/location.ts'
import { readStoryFile, writeStoryFile } from '../../../client/store/story-file.ts'
import { type StoryProblem, storyProblemWords } from '../../../client/store/story-problem.ts'
import { fitsUrl, readStep, StepSchema, writeStep } from '../../../client/store/story-steps.ts'

const problemIn = (read: object, language: 'en' | 'zh' = 'en') =>
  'problem' in read ? storyProblemWords(translator(language), read.problem as StoryProblem) : null

const id = fc.oneof(
  fc.constantFrom('openai', '翁荔', 'a,b|c d%20'),
  fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
)
const steps = fc.record({
  caption: fc.string({ maxLength: 60, unit: 'grapheme' }),
  nodes: fc.array(id, { maxLength: 3 }),
  lines: fc.array(fc.tuple(id, id), { maxLength: 3 }),
  at: fc.constantFrom('2023-11', '2023/2024-05'),
  vs: fc.constantFrom('2024-05', null),
  clock: fc.constantFrom('true' as const, 'known' as const),
  absent: fc.constantFrom('show' as const, 'hide' as const),
})

test('a step reads back from a URL as it was written, whatever its ids and caption', () => {
  fc.assert(
    fc.property(steps, step => {
      expect(readStep(writeStep(step))).toEqual({ step })
    }),
  )
})

const first = 'at:2023-11 node:openai | The board'
const second = 'at:2024-05 line:openai,jan-leike | He leaves | and says why'
const search = `?${new URLSearchParams([
  ['story', first],
  ['story', second],
  ['step', '2'],
])}`

test('a URL with a story shows its step with its date, and is written again as it was', () => {
  const location = decodeLocation(search, paramsOf)
  expect(location).toMatchObject({ step: 1, at: '2024-05', story: [{ nodes: ['openai'] }, { at: '2024-05' }] })
  expect(location.story[1]?.caption).toBe('He leaves | and says why')
  expect(encodeLocation(location)).toBe(search)
  expect(changeLocation(location, stepChange(location.story, 0))).toMatchObject({ step: 0, at: '2023-11' })
  expect(changeLocation(location, { at: '2020' })).toMatchObject({ step: null, at: '2020' })
  expect(decodeLocation(search.replace('step=2', 'step=9'), paramsOf)).toMatchObject({ step: null, at: null })
})

test('a cut or wrong step is named with what was expected, and stays in the URL', () => {
  for (const [text, problem] of [
    ['at:2023-11 node:ope', 'expected "|" before the caption; the text may be cut'],
    ['at:soon | x', 'at: expected a date, a month, a year or a period, such as 2023-11'],
    ['vs:2023 | x', 'vs: expected only with "at"'],
    ['place:here | x', '"place:here" is not at:, vs:, clock:, absent:, node: or line: with one value'],
    ['node:a%zz | x', 'expected a percent sign with two hexadecimal digits in "node:a%zz"'],
  ] as const) {
    expect(problemIn(readStep(text))).toBe(problem)
    const url = `?${new URLSearchParams([
      ['story', first],
      ['story', text],
    ])}`
    expect(linkFaults(url, paramsOf)).toMatchObject([{ kind: 'story', text }])
    expect(encodeLocation(decodeLocation(url, paramsOf))).toBe(url)
  }
  expect(problemIn(readStep('line:a | x'))).toMatch(/^lines\[0\]: expected at least 2|^lines\[0\]/)
})

test('a story that is too long stays out of the URL, with the date of its step', () => {
  const step = StepSchema.parse({ caption: 'x'.repeat(500), at: '2023' })
  const story = Array.from({ length: 20 }, () => step)
  expect(fitsUrl(story)).toBe(false)
  expect(encodeLocation({ ...decodeLocation('', paramsOf), story, ...stepChange(story, 3) })).toBe('?at=2023')
})

test('a file reads back, and one that is cut or wrong is refused with the place and what was expected', () => {
  const { story } = decodeLocation(search, paramsOf)
  const text = writeStoryFile('?select=openai', story)
  expect(readStoryFile(text)).toEqual({
    file: { format: 'who-left-where-story', view: '?select=openai', steps: story },
  })
  const lines = text.split('\n').length
  for (let end = 1; end < text.trimEnd().length; end += 7) {
    const problem = problemIn(readStoryFile(text.slice(0, end)))
    expect(problem).toMatch(/^line \d+, column \d+: (the file ends here; )?expected/)
    expect(Number(/\d+/.exec(problem ?? '')?.[0])).toBeLessThanOrEqual(lines)
  }
  expect(problemIn(readStoryFile(text.replace('"2023-11"', '"soon"')))).toBe(
    'steps[0].at: expected a date, a month, a year or a period, such as 2023-11',
  )
  expect(problemIn(readStoryFile('{"format": x}'))).toMatch(/^line 1, column 12: expected/)
})

test('every problem of a step and of a file has words in each language', () => {
  const problems = [
    ...['at:2023', 'at:soon | x', 'vs:2023 | x', 'x:y | x', 'node:%zz | x', 'line:a | x', 'clock:x | x'].map(readStep),
    readStep(`| ${'x'.repeat(501)}`),
    ...['{', '{"a": x}', '[]', '{"format": "x"}', '{"format":"who-left-where-story","view":"","steps":{}}'].map(
      readStoryFile,
    ),
    readStoryFile('{"format":"who-left-where-story","view":"","steps":[],"more":1}'),
  ]
  for (const language of ['en', 'zh'] as const) {
    const words = problems.map(read => problemIn(read, language) ?? '')
    for (const one of words) expect(one).toMatch(language === 'zh' ? /[\u4e00-\u9fff]/ : /expected|is not|ends/)
    expect(words.filter(one => /steps\.problem|\{\{/.test(one))).toEqual([])
  }
})
