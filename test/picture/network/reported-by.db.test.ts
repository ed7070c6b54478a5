import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDate } from '../../../cypher/dates/grammar.ts'
import { edgeId } from '../../../picture/network/network.ts'
import { edgeReportedBy, type ReportRow, readReports } from '../../../picture/network/reported-by.ts'
import { askAbout } from '../../setup/asking.ts'
import { loadCircus } from '../../worlds/circus.ts'

const { ask, query } = askAbout(loadCircus)

const ORGANISATIONS = ['circus', 'theatre', 'opera', 'bakery']
const SOURCES = ['playbill', 'gazette', 'almanac', 'whisper']

const day = fc
  .tuple(fc.integer({ min: 2009, max: 2012 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(parts => parts.map(part => String(part).padStart(2, '0')))
const date = day.chain(([year = '', month = '', on = '']) =>
  fc.constantFrom(year, `${year}-${month}`, `${year}-${month}-${on}`, `${year}~`, `${year}-${month}?`, `../${year}`),
)
const period = day.chain(([year = '', month = '', on = '']) =>
  fc.constantFrom(year, `${year}-${month}`, `${year}-${month}-${on}`),
)

test('the lines of first-reported have the certainties of known-as-of, for sources of any dates and on any day or period', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(...SOURCES.map(() => fc.option(date))),
      fc.constantFrom(...ORGANISATIONS),
      fc.array(period, { minLength: 1, maxLength: 4 }),
      async (published, organisation, dates) => {
        const sources = SOURCES.map((id, at) => ({ id, published: published[at] }))
        await query('UNWIND $sources AS one MATCH (s:Source {id: one.id}) SET s.published = one.published', { sources })
        const first = await ask('first-reported', { node: organisation })
        const { byEdge } = readReports(first.rows as unknown as ReportRow[], first.truncated !== true)
        for (const on of dates) {
          const expected = new Map<string, unknown>()
          for (const { person, at, certainty } of (await ask('known-as-of', { node: organisation, on })).rows) {
            const id = edgeId((person as { id: string }).id, (at as { id: string }).id)
            if (expected.get(id) !== 'definite') expected.set(id, certainty)
          }
          const bounds = readDate(on) ?? { earliest: null, latest: null }
          const people = [...byEdge].filter(([, reports]) => !reports.some(({ type }) => type === 'PART_OF'))
          for (const [id, reports] of people)
            expect([on, id, edgeReportedBy(reports, bounds).certainty]).toEqual([on, id, expected.get(id) ?? 'no'])
          for (const id of expected.keys()) expect([id, byEdge.has(id)]).toEqual([id, true])
        }
      },
    ),
    { numRuns: 25 },
  )
})
