import { describe, expect, test } from 'vitest'
import type { Query } from '../../cypher/query.ts'
import { rowAsOf } from '../../picture/answer/row-as-of.ts'
import { drawPicture, type PictureOptions } from '../../picture/draw.ts'
import { toSvg } from '../../picture/scene/svg.ts'
import { THEMES } from '../../picture/scene/themes.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'
import { madeRows } from '../setup/made-rows.ts'
import { readSvg, textFaults } from '../setup/svg-texts.ts'

const questions = [...(await readQuestions()).values()]
const options: PictureOptions = { width: 1200, theme: 'light', language: 'en' }
const draw = (
  question: Query,
  rows: Record<string, unknown>[],
  more: Partial<PictureOptions> & { total?: number } = {},
) => {
  const { total, ...rest } = more
  return readSvg(toSvg(drawPicture(question, { params: {}, rows, total }, { ...options, ...rest })))
}

describe.each(questions.map(question => [question.name, question] as const))('the picture of %s', (name, question) => {
  test.each([1200, 390])(
    `the picture of ${name} is well-formed and keeps hostile texts apart, %d pixels wide`,
    width => {
      for (const [at, theme] of THEMES.entries()) {
        const svg = draw(question, madeRows(question, 14, 100 + at), { width, theme, language: at === 1 ? 'zh' : 'en' })
        expect([name, theme, textFaults(svg)]).toEqual([name, theme, []])
        expect([...svg.elements.keys()].filter(element => !ELEMENTS.has(element))).toEqual([])
        expect(svg.title).not.toBe('')
        expect(svg.links.filter(link => !/^\/q\/(claims|around|flows|who-left|who-joined)\?/.test(link))).toEqual([])
        expect(svg.texts.filter(({ text }) => /[\u202a-\u202e]/.test(text))).toEqual([])
      }
    },
  )

  test(`the picture of ${name} with a date keeps texts apart, and counts the rows at that date if they have dates`, () => {
    const rows = madeRows(question, 14, 11)
    const isDated = rows.some(row => rowAsOf(row, question, { earliest: '2020-01-01', latest: '2020-12-31' }) !== null)
    for (const [at, width] of [
      ['2020', 1200],
      ['2020-02-29', 390],
      ['1999-12-31', 390],
      ['2200', 1200],
    ] as const) {
      const svg = draw(question, rows, { width, at })
      expect([name, at, textFaults(svg)]).toEqual([name, at, []])
      const words = svg.texts.map(({ text }) => text).join(' ')
      expect(/ of 14 rows surely| of \d+ rows surely/.test(words), `${name} ${at}`).toBe(isDated)
      const hidden = draw(question, rows, { width, at, hideAbsent: true })
      expect([name, at, textFaults(hidden)]).toEqual([name, at, []])
    }
  })

  test(`the picture of ${name} is the same for the same answer`, () => {
    const rows = madeRows(question, 20, 7)
    const [one, other] = [rows, structuredClone(rows)].map(each =>
      toSvg(drawPicture(question, { params: {}, rows: each }, options)),
    )
    expect(one).toBe(other)
  })

  test(`the picture of ${name} says that there are no rows`, () => {
    const svg = draw(question, [])
    expect(svg.texts.map(({ text }) => text).join(' ')).toContain('No rows:')
    expect(textFaults(svg)).toEqual([])
  })

  test(`the picture of ${name} shows a part of 800 rows, says so, and stays small`, () => {
    const rows = madeRows(question, 800, 3)
    const svg = draw(question, rows, { total: 100_000 })
    const words = svg.texts.map(({ text }) => text).join(' ')
    expect(words).toMatch(/of 100,000/)
    expect(words).not.toContain('No rows')
    expect(svg.height).toBeLessThan(8_000)
    expect(textFaults(svg)).toEqual([])
  })
})

const ELEMENTS = new Set(['svg', 'title', 'desc', 'rect', 'circle', 'path', 'text', 'g', 'a'])
