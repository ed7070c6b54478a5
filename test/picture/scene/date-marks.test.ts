import { describe, expect, test } from 'vitest'
import { drawPicture, type PictureOptions } from '../../../picture/draw.ts'
import type { Group, Mark } from '../../../picture/scene/scene.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'

const questions = await readQuestions()

function draw(name: string, rows: Record<string, unknown>[], options: Partial<PictureOptions>, params = {}) {
  const question = questions.get(name)
  if (!question) throw new Error(`no question ${name}`)
  return drawPicture(question, { params, rows }, { width: 1200, theme: 'light', language: 'en', ...options })
}

const flat = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap(mark => (mark.mark === 'group' ? [mark, ...flat(mark.marks)] : [mark]))
const titled = (marks: readonly Mark[]): Group[] =>
  flat(marks).flatMap(mark => (mark.mark === 'group' && mark.title !== undefined ? [mark] : []))
const textsOf = (marks: readonly Mark[]) => flat(marks).flatMap(mark => (mark.mark === 'text' ? [mark.text] : []))
const overlays = (marks: readonly Mark[]) => flat(marks).filter(mark => 'isOverlay' in mark && mark.isOverlay)

const left = (person: string, earliest: string, latest = earliest) => ({
  ...{ person: { id: person, name: person }, at: { id: 'mill', name: 'Mill' }, on: null, announced: null },
  ...{ earliest, latest, status: 'reported', disputed: false, disputes: [], claims: [] },
})

/** The diamond of a departure on a known day: its place and its opacity. */
const diamond = (group: Group | undefined) => {
  const found = group?.marks.find(mark => mark.mark === 'path' && mark.d.endsWith('Z'))
  if (found?.mark !== 'path') throw new Error('no diamond')
  return { x: Number(/^M([\d.]+)/.exec(found.d)?.[1]), opacity: found.opacity ?? 1 }
}

describe('a picture with a date', () => {
  const rows = [left('early', '2019-06-15'), left('same', '2020-06-15'), left('late', '2020-06-16')]

  test('the line is where the day is, what is surely later is faint, and the rest is not', () => {
    const { marks } = draw('who-left', rows, { at: '2020-06-15' })
    const [early, same, late] = titled(marks).map(diamond)
    expect([early?.opacity, same?.opacity]).toEqual([1, 1])
    expect(late?.opacity).toBeLessThan(0.5)
    const lines = overlays(marks).flatMap(mark =>
      mark.mark === 'path' ? [Number(/^M([\d.]+)/.exec(mark.d)?.[1])] : [],
    )
    expect(lines[0]).toBeCloseTo(same?.x ?? 0, 1)
    expect(textsOf(marks)).toContain('15 June 2020')
    expect(textsOf(marks)).toContain('On 15 June 2020: 2 of 3 rows surely, 1 not')
  })

  test('a month is a band, within which an event is neither faint nor certain', () => {
    const { marks } = draw('who-left', rows, { at: '2020-06' })
    const band = overlays(marks).find(mark => mark.mark === 'rect' && mark.opacity === 0.1)
    const [, same, late] = titled(marks).map(diamond)
    expect([same?.opacity, late?.opacity]).toEqual([1, 1])
    if (band?.mark !== 'rect') throw new Error('no band')
    expect(band.x).toBeLessThan(same?.x ?? 0)
    expect(band.x + band.width).toBeGreaterThan(late?.x ?? 0)
    expect(textsOf(marks)).toContain('In all of June 2020: 1 of 3 rows surely, 2 possibly')
  })

  test('a vague date that crosses the day is faint after it only', () => {
    const { marks } = draw('who-left', [left('year', '2020-01-01', '2020-12-31'), ...rows], { at: '2020-06-15' })
    const group = titled(marks)[0]
    const rects = group?.marks.flatMap(mark => (mark.mark === 'rect' ? [mark] : [])) ?? []
    const [bar, cover] = [rects.find(({ dash }) => dash), rects.find(({ isOverlay }) => isOverlay)]
    expect(cover?.x).toBeGreaterThan(bar?.x ?? 0)
    expect(cover?.x).toBeLessThan((bar?.x ?? 0) + (bar?.width ?? 0))
  })

  test('hidden rows are counted in a note, and an answer whose rows are all hidden does not say that there are none', () => {
    const { marks } = draw('who-left', rows, { at: '2020-06-15', hideAbsent: true })
    expect(titled(marks).map(({ title }) => title?.split(':')[0])).toEqual(['early', 'same'])
    const none = textsOf(draw('who-left', rows, { at: '2010', hideAbsent: true }).marks).join(' ')
    expect(none).toContain('3 rows that surely do not hold on the chosen date are hidden.')
    expect(none).not.toContain('No rows')
  })

  test('a date before or after the axis is named beside its edge with an arrow', () => {
    expect(textsOf(draw('who-left', rows, { at: '1950' }).marks)).toContain('← 1950')
    expect(textsOf(draw('who-left', rows, { at: '2100' }).marks)).toContain('2100 →')
  })

  test('bars of periods after the date are under a veil that ends at no number', () => {
    const period = (year: number) => ({ begin: `${year}-01-01`, end: `${year}-12-31`, definite: 3, possible: 1 })
    const { marks } = draw('departures-over-time', [2018, 2019, 2020, 2021].map(period), { at: '2019' })
    const cover = overlays(marks).find(mark => mark.mark === 'rect' && mark.opacity !== 0.1)
    const places = titled(marks).map(({ marks: [area] }) => (area?.mark === 'rect' ? area.x : 0))
    expect(cover?.mark === 'rect' && cover.x).toBeCloseTo(places[2] ?? 0, 0)
  })

  test('in a curve, the date is the range of days since the first and the last day of joining', () => {
    const step = (days: number) => ({ days, survival: { min: 0.5, max: 0.8 }, survivalBounds: null, stays: 4 })
    const cohort = { begin: '2018-01-01', end: '2018-12-31' }
    const steps = [0, 365, 730, 1461].map(days => ({ ...cohort, ...step(days) }))
    const { marks } = draw('retention', steps, { at: '2020-01-01' })
    const [veil, band] = overlays(marks).flatMap(mark => (mark.mark === 'rect' ? [mark] : []))
    // 366 to 730 of 1461 days.
    const days = (veil?.width ?? 0) / (1461 - 730)
    expect((band?.width ?? 0) / days).toBeCloseTo(364, 0)
    expect(band?.x).toBeCloseTo((veil?.x ?? 0) - (band?.width ?? 0), 1)
  })
})
