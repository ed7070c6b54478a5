import { describe, expect, test } from 'vitest'
import { drawPicture, type PictureOptions } from '../../../picture/draw.ts'
import type { Group, Mark } from '../../../picture/scene/scene.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'

const questions = await readQuestions()

function draw(rows: Record<string, unknown>[], options: Partial<PictureOptions> = {}, name = 'flows') {
  const question = questions.get(name)
  if (!question) throw new Error(`no question ${name}`)
  return drawPicture(question, { params: {}, rows }, { width: 1200, theme: 'light', language: 'en', ...options })
}

const flat = (marks: readonly Mark[]): Mark[] =>
  marks.flatMap(mark => (mark.mark === 'group' ? [mark, ...flat(mark.marks)] : [mark]))
const titled = (marks: readonly Mark[]): Group[] =>
  flat(marks).flatMap(mark => (mark.mark === 'group' && mark.title !== undefined ? [mark] : []))
const wordsOf = (marks: readonly Mark[]) =>
  flat(marks)
    .flatMap(mark => (mark.mark === 'text' ? [mark.text] : []))
    .join(' ')
const ref = (id: string) => ({ id, name: id.toUpperCase() })

/** A row of numbers with the given moves, and `more` that it does not list. */
const flow = (from: string, to: string, dates: (string | null)[], more = 0, certainty = 'definite') => ({
  ...{ from: ref(from), to: ref(to), definite: certainty === 'definite' ? dates.length + more : 0 },
  possible: certainty === 'possible' ? dates.length : 0,
  moves: dates.map((left, at) => ({ person: ref(`p${at}`), left, joined: null, certainty, claims: [] })),
})

/** The blocks at the ends of a ribbon. */
const endsOf = (group: Group | undefined) =>
  (group?.marks ?? []).flatMap(mark => (mark.mark === 'rect' ? [{ x: mark.x, y: mark.y + mark.height / 2 }] : []))
const move = (marks: readonly Mark[], title: RegExp) => titled(marks).find(group => title.test(group.title ?? ''))

describe('a flow over time', () => {
  test('moves there and back in different years do not meet', () => {
    const { marks } = draw([flow('a', 'b', ['2018-05']), flow('b', 'a', ['2020-01-01'])])
    const [there, back] = [endsOf(move(marks, /^A → B, 2018: 1$/)), endsOf(move(marks, /^B → A, 2020: 1$/))]
    expect(there).toHaveLength(2)
    expect(there[1]?.x).toBeLessThan(back[0]?.x ?? 0)
    expect(there[0]?.y).toBeCloseTo(back[1]?.y ?? 0, 0)
    expect(there[1]?.y).toBeCloseTo(back[0]?.y ?? 0, 0)
    expect(wordsOf(marks)).toContain('left 1 · joined 1')
  })

  test('a person who comes back to the same organisation is a move from a lane to itself', () => {
    const [start, end] = endsOf(move(draw([flow('a', 'a', ['2018', '2021'])]).marks, /^A → A, 2018/))
    expect(start?.y).toBeCloseTo(end?.y ?? 0, 0)
    expect(start?.x).toBeLessThan(end?.x ?? 0)
  })

  test('a vague move takes all years in which it can be, is counted once, and the legend says so', () => {
    const { marks } = draw([flow('a', 'b', ['2018/2020']), flow('b', 'a', ['2018', '2021'])])
    const vague = endsOf(move(marks, /^A → B, 2018 – 2020: 1$/))
    const known = endsOf(move(marks, /^B → A, 2018: 1$/))
    expect(vague[0]?.x).toBeCloseTo(known[0]?.x ?? 0, 1)
    expect(vague[1]?.x).toBeGreaterThan((known[1]?.x ?? 0) + 300)
    expect(titled(marks).find(({ title }) => title?.startsWith('A: '))?.title).toBe('A: left 1 · joined 2')
    expect(wordsOf(marks)).toContain('counted once')
  })

  test('moves that the answer counts and does not list have no year, and are counted in a note', () => {
    const { marks } = draw([flow('a', 'b', ['2018'], 4), flow('b', 'a', ['2021', null])])
    expect(move(marks, /^A → B, 2018 – 2021: 4$/)).toBeDefined()
    expect(wordsOf(marks)).toContain('The answer gives no date for 5 moves.')
  })

  test('more than eight years become periods of several years', () => {
    const { marks } = draw([flow('a', 'b', ['1990']), flow('b', 'a', ['2024'])])
    expect(move(marks, /^A → B, 1990 – 1994: 1$/)).toBeDefined()
    expect(move(marks, /^B → A, 2020 – 2024: 1$/)).toBeDefined()
  })

  test('undisclosed and unreported destinations have lanes of their own, the last', () => {
    const left = (organisation: object | null, destination: string, on: string) => ({
      ...{ person: ref('p'), at: ref('a'), left: on, earliest: `${on}-01-01`, latest: `${on}-12-31`, claims: [] },
      ...{ organisation, destination, certainty: organisation ? 'definite' : null, status: 'reported' },
    })
    const rows = [
      left(ref('a'), 'known', '2018'),
      left(null, 'undisclosed', '2019'),
      left(null, 'none reported', '2020'),
      left(ref('b'), 'known', '2020'),
    ]
    const lanes = titled(draw(rows, {}, 'where-they-went').marks)
      .map(({ title }) => title ?? '')
      .filter(title => !title.includes('→'))
    expect(lanes.map(title => title.split(':')[0])).toEqual(['A', 'B', 'none reported', 'undisclosed'])
  })

  test('moves from and to different organisations have two sides, and those later than the date are left out', () => {
    const rows = [flow('a', 'b', ['2018']), flow('a', 'c', ['2019-06', '2021'])]
    expect(wordsOf(draw(rows).marks)).toContain('Before')
    const { marks } = draw(rows, { at: '2019-06-15' })
    expect(titled(marks).map(({ title }) => title)).toContain('A → B: 1')
    expect(titled(marks).map(({ title }) => title)).toContain('A → C: 0–1')
    expect(wordsOf(marks)).toContain('later than the chosen date are left out')
  })

  test('with a date, its period is a band, and a move is faint as a whole if it is surely later', () => {
    const rows = [flow('a', 'b', ['2019-05-01', '2019-11-01', '2019']), flow('b', 'a', ['2018', '2021'])]
    const { marks } = draw(rows, { at: '2019-06-01' })
    const opacity = (group: Group | undefined) =>
      group?.marks.flatMap(mark => (mark.mark === 'path' ? [mark.opacity ?? 1] : []))[0]
    const moves = titled(marks).filter(({ title }) => title?.startsWith('A → B, 2019'))
    expect(moves.map(({ title }) => title)).toEqual(['A → B, 2019: 2', 'A → B, 2019: 1, surely later than 1 June 2019'])
    expect(opacity(moves[0])).toBeGreaterThan(opacity(moves[1]) ?? 1)
    const known = endsOf(moves[0])
    const band = flat(marks).find(mark => mark.mark === 'rect' && mark.isOverlay)
    if (band?.mark !== 'rect') throw new Error('no band')
    expect(band.x).toBeLessThan(known[0]?.x ?? 0)
    expect(band.x + band.width).toBeGreaterThan(known[1]?.x ?? 0)
  })
})
