import { describe, expect, test } from 'vitest'
import { drawPicture } from '../../picture/draw.ts'
import { toSvg } from '../../picture/scene/svg.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'
import { madeRows } from '../setup/made-rows.ts'
import { readSvg, textFaults } from '../setup/svg-texts.ts'

const questions = await readQuestions()
const kinds = new Map([...questions.values()].map(question => [question.picture?.kind ?? 'table', question]))

const MANY = 100_000
/** Time may grow with the rows, and never with their square: ten times the rows may take 25 times as long on a busy machine. */
const MOST_GROWTH = 25
const LEAST_MS = 150

describe.each([...kinds])('a picture of the kind %s', (kind, question) => {
  test(`a picture of the kind ${kind} draws 100,000 rows with a date in linear time, stays small, and says how many it shows`, () => {
    const some = madeRows(question, 500, 21)
    const draw = (count: number) => {
      const rows = Array.from({ length: count }, (_, at) => ({ ...some[at % some.length] }))
      const started = performance.now()
      const text = toSvg(
        drawPicture(question, { params: {}, rows }, { width: 1200, theme: 'light', language: 'en', at: '2020-06-15' }),
      )
      return { text, ms: performance.now() - started }
    }
    draw(1_000)
    const [few, many] = [draw(MANY / 10), draw(MANY)]
    console.log(`${kind}: ${Math.round(few.ms)} ms for 10,000 rows, ${Math.round(many.ms)} ms for 100,000`)
    const svg = readSvg(many.text)
    expect(textFaults(svg)).toEqual([])
    expect(svg.height).toBeLessThan(8_000)
    expect(many.text.length).toBeLessThan(2_000_000)
    // The network draws each of its few nodes once.
    const words = svg.texts.map(({ text }) => text).join(' ')
    if (kind !== 'network') expect(words).toMatch(/100,000|[\d,]+ of [\d,]+ (rows|shown|people)/)
    expect(many.ms).toBeLessThan(MOST_GROWTH * Math.max(LEAST_MS, few.ms))
  })
})
