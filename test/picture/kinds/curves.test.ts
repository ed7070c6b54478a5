import { describe, expect, test } from 'vitest'
import { drawQuestion } from '../../setup/draw-question.ts'
import { textFaults } from '../../setup/svg-texts.ts'

const step = (days: number, survival: [number, number], bounds: [number, number]) => ({
  ...{ begin: '2019-01-01', end: '2019-12-31', stays: 10, days },
  survival: { min: survival[0], max: survival[1] },
  survivalBounds: { min: bounds[0], max: bounds[1] },
})

describe('curves', () => {
  test('each curve is read in one sentence, names its axes, and has the least and the most at its end', async () => {
    const { texts } = await drawQuestion('retention', [step(365, [0.6, 0.8], [0.2, 0.9])])
    const words = texts.map(({ text }) => text)
    expect(words).toContain('After 1 year, 60–80% were still there')
    expect(words).toContain('share still there')
    expect(words).toContain('years since joining')
    const ends = ['at most 90%', '60–80%', 'at least 20%'].map(end => texts.find(({ text }) => text === end))
    const heights = ends.map(end => end?.y ?? 0)
    expect(heights).toEqual(heights.toSorted((a, b) => a - b))
    expect(new Set(ends.map(end => end?.x)).size).toBe(1)
  })

  test('a share without a range has one label, and days that are no whole years are days', async () => {
    const { texts } = await drawQuestion('retention', [step(180, [0.5, 0.5], [0.5, 0.5])])
    const words = texts.map(({ text }) => text)
    expect(words).toContain('After 180 days, 50% were still there')
    expect(words.filter(text => /^at (least|most) \d/.test(text))).toEqual([])
  })

  test('a range with nothing unreported has its least and its most at the end', async () => {
    const { texts } = await drawQuestion('retention', [step(365, [0.5, 0.75], [0.5, 0.75])])
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['at most 75%', 'at least 50%']))
  })

  test('between two counted days, what is sure is the least of both, and what is possible the most', async () => {
    const { svg } = await drawQuestion('retention', [step(365, [1, 1], [0.8, 1]), step(730, [0.6, 0.6], [0.5, 0.7])])
    const [solid, possible] = [...svg.matchAll(/<path d="([^"Z]+)Z"/g)].map(([, d]) => cornersOf(d ?? ''))
    const heights = (corners: number[][] = []) => corners.slice(0, 4).map(([, y]) => y)
    const [zero, top] = [solid?.at(-1)?.[1] ?? 0, possible?.[0]?.[1] ?? 0]
    const shares = (corners: number[][] | undefined) =>
      heights(corners).map(y => Math.round(((zero - (y ?? 0)) / (zero - top)) * 100) / 100)
    expect(shares(solid)).toEqual([0.8, 0.8, 0.5, 0.5])
    expect(shares(possible)).toEqual([1, 1, 1, 1])
  })

  test('the labels at the ends keep apart where all numbers are close', async () => {
    for (const width of [390, 1200])
      expect(textFaults(await drawQuestion('retention', [step(365, [0.01, 0.02], [0, 0.03])], width))).toEqual([])
  })
})

const cornersOf = (d: string): number[][] =>
  d
    .slice(1)
    .split('L')
    .map(point => point.split(',').map(Number))
