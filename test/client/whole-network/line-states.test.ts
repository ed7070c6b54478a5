import fc from 'fast-check'
import { expect, test } from 'vitest'
import { spellAt } from '../../../client/whole-network/line-states.ts'
import { addDays } from '../../../cypher/dates/calendar.ts'
import { asOf } from '../../../cypher/dates/relations.ts'
import { type NetworkColumns, NO_DAY } from '../../../cypher/network-columns.ts'

const day = fc.option(fc.integer({ min: -8, max: 8 }), { nil: null })
const range = fc.tuple(day, day).filter(([from, to]) => from === null || to === null || from <= to)

test('a spell in numbers holds as the tenure in texts does, whatever its bounds and the date', () => {
  fc.assert(
    fc.property(range, range, day, fc.boolean(), range, (begin, end, lastSeen, open, at) => {
      const tenure = { begin: bounds(begin), end: bounds(end), lastSeen: text(lastSeen), open }
      const [beginEarliest, beginLatest, endEarliest, endLatest, seen] = [...begin, ...end, lastSeen].map(
        one => new Int32Array([one ?? NO_DAY]),
      )
      const columns = { beginEarliest, beginLatest, endEarliest, endLatest, lastSeen: seen, open: [open ? 1 : 0] }
      const [earliest, latest] = at
      const date = { earliest: earliest ?? NO_DAY, latest: latest ?? NO_DAY }
      expect(spellAt(columns as unknown as NetworkColumns, 0, date)).toBe(asOf(tenure, bounds(at)))
    }),
    { numRuns: 3_000 },
  )
})

const text = (number: number | null) => (number === null ? null : addDays('1970-01-01', number))
const bounds = ([earliest, latest]: [number | null, number | null]) => ({
  earliest: text(earliest),
  latest: text(latest),
})
