import { describe, expect, test } from 'vitest'
import { drawPicture } from '../../../picture/draw.ts'
import type { Group, Mark, Scene } from '../../../picture/scene/scene.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'

const questions = await readQuestions()

function draw(name: string, rows: Record<string, unknown>[], params: Record<string, unknown> = {}): Scene {
  const question = questions.get(name)
  if (!question) throw new Error(`no question ${name}`)
  return drawPicture(question, { params, rows }, { width: 1200, theme: 'light', language: 'en' })
}

/** The groups that stand for a row: those with evidence or a title. */
const groupsOf = (marks: readonly Mark[]): Group[] =>
  marks.flatMap(mark =>
    mark.mark === 'group' ? [...(mark.title === undefined ? [] : [mark]), ...groupsOf(mark.marks)] : [],
  )

const left = (person: string, earliest: string | null, latest: string | null, more = {}) => ({
  person: { id: person, name: person },
  at: { id: 'mill', name: 'Mill' },
  on: null,
  announced: null,
  earliest,
  latest,
  status: 'reported',
  disputed: false,
  disputes: [],
  claims: [{ id: `claim-${person}`, event: 'left', source: { id: 's1', title: 'Gazette', published: '2020-01' } }],
  ...more,
})

/** The horizontal ends of the marks of a group, without its texts and the area that receives the pointer. */
function spanOf({ marks }: Group): { from: number; to: number; isPoint: boolean } {
  const bars = marks.flatMap(mark => (mark.mark === 'rect' && mark.fill !== 'transparent' ? [mark] : []))
  const solid = marks.some(mark => mark.mark === 'path' && mark.fill !== undefined && mark.d.endsWith('Z'))
  const [from, to] = [Math.min(...bars.map(({ x }) => x)), Math.max(...bars.map(({ x, width }) => x + width))]
  return { from, to, isPoint: solid && bars.length === 0 }
}

describe('a timeline', () => {
  test('a known day is a point, and a vague date is its whole range', () => {
    const scene = draw('who-left', [
      left('day', '2020-06-15', '2020-06-15'),
      left('month', '2020-06-01', '2020-06-30'),
      left('year', '2020-01-01', '2020-12-31'),
      left('decade', '2010-01-01', '2019-12-31'),
    ])
    const [day, month, year, decade] = groupsOf(scene.marks).map(spanOf)
    expect([day?.isPoint, month?.isPoint, year?.isPoint, decade?.isPoint]).toEqual([true, false, false, false])
    const [m, y, d] = [month, year, decade].map(span => (span ? span.to - span.from : 0))
    expect((y ?? 0) / (d ?? 1)).toBeCloseTo(0.1, 1)
    expect((m ?? 0) / (y ?? 1)).toBeCloseTo(1 / 12, 1)
  })

  test('an open bound reaches the edge of the picture', () => {
    const scene = draw('who-left', [
      left('by', null, '2020-12-31'),
      left('from', '2020-01-01', null),
      left('day', '2020-06-15', '2020-06-15'),
    ])
    const [by, from] = groupsOf(scene.marks).map(spanOf)
    expect(by?.from).toBeLessThan(from?.from ?? 0)
    expect(from?.to).toBeGreaterThan(by?.to ?? 0)
  })

  test('a date of publication is never said as the date of the event', () => {
    const first = { earliest: '2024-11-09', latest: '2024-11-09', certainty: 'definite', sources: 1, claims: [] }
    const ends = { subject: { id: 'ann', name: 'Ann' }, object: { id: 'mill', name: 'Mill' } }
    const scene = draw('first-reported', [{ ...ends, event: 'left', status: 'rumoured', ...first }])
    expect(groupsOf(scene.marks).map(({ title }) => title)).toEqual([
      'Ann · Mill · left: first reported, 9 November 2024, rumoured',
    ])
  })

  test('an event that its sources announce is worded as to come and drawn as scheduled, and so is a claim of one source', () => {
    const announced = { on: '2024-11-15', scheduledAsOf: '2024-11-12' }
    const scene = draw('who-left', [left('ann', '2024-11-15', '2024-11-15', announced)])
    expect(groupsOf(scene.marks).map(({ title }) => title)).toEqual([
      'ann: to leave, 15 November 2024, as reported on 12 November 2024',
    ])
    expect(groupsOf(scene.marks).map(spanOf)).toMatchObject([{ isPoint: true }])
    expect(JSON.stringify(scene)).toContain('"scheduled"')

    const source = { id: 's1', title: 'Gazette', publisher: null, url: null, published: '2024-11' }
    const claims = ['2024-11-15', '2024-12-01'].map(on => ({ id: on, event: 'left', on, status: 'reported', source }))
    const row = {
      ...left('ann', null, null),
      organisation: { id: 'mill', name: 'Mill' },
      event: 'left',
      about: ['date'],
    }
    expect(groupsOf(draw('disputed', [{ ...row, claims }]).marks).map(({ title }) => title?.split(': ')[1])).toEqual([
      'Gazette',
      'Gazette',
    ])
    expect(groupsOf(draw('disputed', [{ ...row, claims }]).marks).map(({ title }) => title?.split(': ')[2])).toEqual([
      'left, 15 November 2024',
      'to leave, 1 December 2024, as reported in November 2024',
    ])
  })

  test('a bound of a stay that no claim states is marked, and a note explains the mark', () => {
    const source = { id: 's1', title: 'Gazette', publisher: null, url: null, published: '2024-02-19' }
    const stay = (on: string) => ({
      ...{ person: { id: 'ann', name: 'Ann' }, organisation: { id: 'mill', name: 'Mill' }, joined: null, left: null },
      ...{ beginEarliest: null, beginLatest: '2024-02-19', endEarliest: null, endLatest: '2024-02-19', open: false },
      claims: [{ id: 'c1', event: 'left', on, status: 'reported', source }],
    })
    const scene = draw('career', [stay('../2024-02-19')])
    expect(groupsOf(scene.marks).map(({ title }) => title)).toEqual([
      'Mill: by 19 February 2024† – by 19 February 2024',
    ])
    expect(JSON.stringify(scene)).toContain('† No source gives this date: it follows from other claims.')
    const both = draw('career', [{ ...stay('../2024-02-19'), beginLatest: null }])
    expect(JSON.stringify(both)).not.toContain('†')
  })

  test('disputed, denied and rumoured events have another shape and a word, and an undated one has words alone', () => {
    const scene = draw('who-left', [
      left('sure', '2020-06-15', '2020-06-15'),
      left('disputed', '2020-06-15', '2020-06-15', { disputed: true, disputes: ['date'] }),
      left('denied', '2020-06-15', '2020-06-15', { status: 'denied' }),
      left('rumoured', '2020-06-15', '2020-06-15', { status: 'rumoured', disputed: true, disputes: ['rumoured'] }),
      left('undated', null, null),
    ])
    const shapes = groupsOf(scene.marks).map(({ marks }) =>
      JSON.stringify(marks.filter(({ mark }) => mark === 'path')).replace(/M[\d .]+/g, 'M'),
    )
    const words = groupsOf(scene.marks).map(({ title }) => title)
    expect(words).toEqual([
      'sure: left, 15 June 2020',
      'disputed: left, 15 June 2020, disputed',
      'denied: left, 15 June 2020, denied',
      'rumoured: left, 15 June 2020, rumoured',
      'undated: left, no date',
    ])
    expect(shapes[4]).toBe('[]')
    const fills = groupsOf(scene.marks)
      .slice(0, 4)
      .map(({ marks }) => marks.find(mark => mark.mark === 'path'))
    expect(new Set(fills.map(mark => mark && JSON.stringify({ ...mark, d: '' }))).size).toBe(3)
    expect(shapes[2]).not.toBe(shapes[1])
  })

  test('each mark leads to its claims, and the last line counts the sources', () => {
    const scene = draw('who-left', [left('ada', '2020-06-15', '2020-06-15')])
    expect(groupsOf(scene.marks)[0]).toMatchObject({ claims: ['claim-ada'], href: '/q/claims?one=ada&other=mill' })
    expect(scene.marks.at(-1)).toMatchObject({ text: '1 source, newest published January 2020' })
  })

  test.each([
    ['0001-01-01', '0002-01-01'],
    ['9000-01-01', '9999-12-31'],
  ])('a window from %s to %s, far from all data, does not stretch the picture', (from, to) => {
    const rows = [left('ada', '2020-06-01', '2020-06-30')]
    const plain = groupsOf(draw('who-left', rows).marks).map(spanOf)
    expect(groupsOf(draw('who-left', rows, { from, to }).marks).map(spanOf)).toEqual(plain)
  })

  test('a stay is solid where it is certain, from the latest begin to the earliest end or to the last sighting', () => {
    const stay = {
      person: { id: 'ada', name: 'Ada' },
      at: { id: 'mill', name: 'Mill' },
      roles: [],
      claims: [],
      certainty: 'definite',
    }
    const solid = (row: object) =>
      groupsOf(
        draw('present-at', [
          { ...stay, ...row },
          { ...stay, ...reference },
        ]).marks,
      )[0]?.marks.filter(mark => mark.mark === 'rect' && mark.fill === '#1f3b63') ?? []
    const reference = {
      beginEarliest: '2010-01-01',
      beginLatest: '2010-01-01',
      endEarliest: '2020-01-01',
      endLatest: '2020-01-01',
      open: false,
      lastSeen: null,
    }
    const widths = [
      { ...reference },
      { ...reference, beginLatest: '2012-12-31' },
      { ...reference, endEarliest: null, endLatest: null, open: true, lastSeen: '2015-01-01' },
      { ...reference, beginEarliest: null, beginLatest: null },
    ].map(row => solid(row).reduce((sum, mark) => sum + (mark.mark === 'rect' ? mark.width : 0), 0))
    const [whole = 0, later = 0, seen = 0, unknown] = widths
    expect(later / whole).toBeCloseTo(0.7, 1)
    expect(seen / whole).toBeCloseTo(0.5, 1)
    expect(unknown).toBe(0)
  })

  test('of 100,000 rows a timeline shows 60, and says so', () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => left(`p${at}`, '2020-06-15', '2020-06-15'))
    const scene = draw('who-left', rows)
    expect(groupsOf(scene.marks)).toHaveLength(60)
    expect(JSON.stringify(scene.marks)).toContain('60 of 100,000 shown')
  })
})
