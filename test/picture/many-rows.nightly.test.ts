import { describe, expect, test } from 'vitest'
import { drawPicture } from '../../picture/draw.ts'
import { toSvg } from '../../picture/scene/svg.ts'
import { readQuestions } from '../../server/db/cypher-files.ts'
import { madeRows } from '../setup/made-rows.ts'
import { readSvg, textFaults } from '../setup/svg-texts.ts'

const questions = await readQuestions()
const kinds = new Map([...questions.values()].map(question => [question.picture?.kind ?? 'table', question]))

const MANY = 100_000
describe.each([...kinds])('a picture of the kind %s', (kind, question) => {
  test(`a picture of the kind ${kind} draws 100,000 rows with a date, stays small, and says how many it shows`, () => {
    const some = madeRows(question, 500, 21)
    const rows = Array.from({ length: MANY }, (_, at) => ({ ...some[at % some.length] }))
    const options = { width: 1200, theme: 'light', language: 'en', at: '2020-06-15' } as const
    const text = toSvg(drawPicture(question, { params: {}, rows }, options))
    const svg = readSvg(text)
    expect(textFaults(svg)).toEqual([])
    expect(svg.height).toBeLessThan(8_000)
    expect(text.length).toBeLessThan(2_000_000)
    // The network draws each of its few nodes once.
    const words = svg.texts.map(one => one.text).join(' ')
    if (kind !== 'network') expect(words).toMatch(/100,000|[\d,]+ of [\d,]+ (rows|shown|people)/)
  })
})
