import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RANK } from '../../../picture/network/as-of.ts'
import { addRelationship, edgeId, emptyNetwork } from '../../../picture/network/network.ts'
import {
  compareReports,
  edgeReportedBy,
  networkReportedBy,
  publishedBy,
  type Report,
  type ReportRow,
  readReports,
} from '../../../picture/network/reported-by.ts'

const day = (text: string) => ({ earliest: text, latest: text })
const MAY = { earliest: '2024-05-01', latest: '2024-05-31' }
const report = (
  type: Report['type'],
  bounds: Pick<Report, 'earliest' | 'latest'>,
  status: Report['status'] = 'reported',
) => ({
  type,
  status,
  ...bounds,
})
const row = (event: string, status: string, earliest: string | null, latest: string | null): ReportRow => ({
  ...{ subject: { id: 'ada' }, object: { id: 'lab' }, event, status, earliest, latest },
})

const network = emptyNetwork()
for (const [source, target, type] of [
  ['ada', 'lab', 'LEFT'],
  ['bob', 'lab', 'JOINED'],
  ['lab', 'mill', 'PART_OF'],
] as const) {
  for (const id of [source, target])
    network.nodes.set(id, {
      id,
      kind: id.length === 3 && id !== 'lab' ? 'person' : 'organisation',
      name: id,
      aliases: [],
      type: null,
    })
  addRelationship(network, { type, source, target, properties: {} })
}
const ADA = edgeId('ada', 'lab')
const BOB = edgeId('bob', 'lab')

describe('reported by a date', () => {
  test.each([
    [MAY, day('2024-04-30'), 'no'],
    [MAY, day('2024-05-01'), 'possible'],
    [MAY, day('2024-05-31'), 'definite'],
    [MAY, MAY, 'possible'],
    [day('2024-05-01'), MAY, 'definite'],
    [day('2024-06-01'), MAY, 'no'],
    [{ earliest: null, latest: null }, day('1900-01-01'), 'possible'],
    [{ earliest: '2024-05-01', latest: null }, day('2099-01-01'), 'possible'],
    [{ earliest: null, latest: '2024-05-01' }, day('2024-05-01'), 'definite'],
  ] as const)('a source of %j was published by %j: %s', (published, at, certainty) => {
    expect(publishedBy(published, at)).toBe(certainty)
  })

  test('a line means only what had surely been reported, or else what possibly had', () => {
    const reports = [report('JOINED', day('2023-01-01')), report('LEFT', MAY)]
    expect(edgeReportedBy(reports, day('2022-12-31')).certainty).toBe('no')
    expect(edgeReportedBy(reports, day('2024-05-15'))).toEqual({
      certainty: 'definite',
      meaning: { kind: 'joined', doubtful: false },
    })
    expect(edgeReportedBy(reports, day('2024-05-31')).meaning.kind).toBe('both')
    expect(edgeReportedBy([report('LEFT', MAY)], day('2024-05-15'))).toEqual({
      certainty: 'possible',
      meaning: { kind: 'left', doubtful: true },
    })
  })

  test('a rumour is dashed until a better source reports the event, and a denial alone is denied', () => {
    const rumour = report('LEFT', day('2024-01-01'), 'rumoured')
    const story = report('LEFT', day('2024-02-01'))
    expect(edgeReportedBy([rumour, story], day('2024-01-15'))).toEqual({
      certainty: 'definite',
      meaning: { kind: 'left', doubtful: true },
    })
    expect(edgeReportedBy([rumour, story], day('2024-02-01')).meaning.doubtful).toBe(false)
    expect(edgeReportedBy([report('DENIED', day('2024-01-01'), 'denied')], day('2024-01-01')).meaning.kind).toBe(
      'denied',
    )
  })

  test('confirmed and reported events are one report, first published by the first of either', () => {
    const { byEdge } = readReports(
      [
        row('left', 'confirmed', '2024-03-01', '2024-03-31'),
        row('left', 'reported', null, '2024-06-30'),
        row('left', 'rumoured', '2023-01-01', null),
        row('joined', 'denied', '2024-01-01', '2024-01-01'),
      ],
      true,
    )
    expect(byEdge.get(ADA)).toEqual([
      { type: 'LEFT', status: 'reported', earliest: null, latest: '2024-03-31' },
      { type: 'LEFT', status: 'rumoured', earliest: '2023-01-01', latest: null },
      { type: 'DENIED', status: 'denied', earliest: '2024-01-01', latest: '2024-01-01' },
    ])
  })

  test('a line without a report is absent, or possible if the reports are not complete', () => {
    const rows = [row('left', 'reported', '2024-01-01', '2024-01-01')]
    const complete = networkReportedBy(network, readReports(rows, true), day('2024-06-01'))
    expect(complete.people).toEqual({ definite: 1, possible: 0 })
    expect(complete.organisations.get('lab')).toEqual({ definite: 1, possible: 0 })
    expect(complete.edges.get(BOB)?.certainty).toBe('no')
    const cut = networkReportedBy(network, readReports(rows, false), day('2023-06-01'))
    expect([cut.edges.get(ADA), cut.edges.get(BOB)]).toEqual([
      { certainty: 'possible', meaning: { kind: 'left', doubtful: true } },
      { certainty: 'possible', meaning: { kind: 'joined', doubtful: true } },
    ])
  })
})

describe('comparison of what was reported', () => {
  const compare = (rows: ReportRow[], from: string, to: string, isComplete = true) =>
    compareReports(network, readReports(rows, isComplete), day(from), day(to)).get(ADA)
  const rows = [
    row('joined', 'reported', '2023-01-01', '2023-01-01'),
    row('left', 'reported', '2024-05-01', '2024-05-31'),
  ]

  test.each([
    ['2022-01-01', '2022-06-01', 'absent', 'definite', 'present'],
    ['2022-01-01', '2023-06-01', 'reported', 'definite', 'joined'],
    ['2023-02-01', '2023-06-01', 'unchanged', 'definite', 'present'],
    ['2023-02-01', '2024-06-01', 'reported', 'definite', 'left'],
    ['2023-02-01', '2024-05-15', 'reported', 'possible', 'left'],
    ['2024-05-15', '2024-06-01', 'reported', 'possible', 'left'],
  ] as const)('from %s to %s, the line is %s: %s, as %s', (from, to, change, certainty, kind) => {
    expect(compare(rows, from, to)).toMatchObject({ change, certainty, meaning: { kind } })
  })

  test('no line is said to be unreported if the reports are not complete', () => {
    expect(compare(rows, '2022-01-01', '2022-06-01', false)).toMatchObject({
      change: 'unchanged',
      certainty: 'possible',
    })
  })

  test('a comparison never loses what was reported, even between periods that overlap', () => {
    const bound = fc.integer({ min: 1, max: 9 }).map(n => `2024-0${n}-01`)
    const range = fc.tuple(bound, bound).map(ends => ends.toSorted())
    const bounds = range.map(([earliest = '', latest = '']) => ({ earliest, latest }))
    fc.assert(
      fc.property(fc.array(bounds, { minLength: 1, maxLength: 3 }), bounds, bounds, (published, a, b) => {
        const events = ['joined', 'left', 'present']
        const reports = readReports(
          published.map(({ earliest, latest }, at) => row(events[at] ?? '', 'reported', earliest, latest)),
          true,
        )
        const known = reports.byEdge.get(ADA) ?? []
        const [before, after] = [edgeReportedBy(known, a).certainty, edgeReportedBy(known, b).certainty]
        const change = compareReports(network, reports, a, b).get(ADA)
        expect(['reported', 'unchanged', 'absent']).toContain(change?.change)
        if (change?.change === 'absent') expect([before, after]).toEqual(['no', 'no'])
        if (before === 'no' && RANK[after] > 0) expect(change).toMatchObject({ change: 'reported', certainty: after })
      }),
    )
  })
})
