import fc from 'fast-check'
import { load } from '../../seeds/load/load.ts'
import { readDataset } from '../../seeds/read/read-dataset.ts'
import type { Driver } from '../../server/db/connect.ts'
import { writeTables } from './small.ts'

const two = (n: number) => String(n).padStart(2, '0')
const day = (first: number, last: number) =>
  fc
    .tuple(fc.integer({ min: first, max: last }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([year, month, date]) => `${year}-${two(month)}-${two(date)}`)

/** A date as a source may write it: a day, the month or the year of it, or nothing. */
const vague = (first: number, last: number) =>
  fc
    .tuple(day(first, last), fc.constantFrom(10, 10, 10, 7, 7, 4, 0))
    .map(([text, precision]) => text.slice(0, precision))

const stay = fc.record({
  joined: vague(2001, 2002),
  end: fc.oneof(
    vague(2002, 2004).map(on => ({ event: 'left', on })),
    day(2002, 2004).map(on => ({ event: 'present', on })),
    fc.constant(null),
  ),
})

/** Months, a few of them with many leavings. */
const leaving = fc.oneof(
  vague(2001, 2004),
  fc
    .tuple(fc.constantFrom('2002-08', '2003-02', '2003-03'), fc.integer({ min: 1, max: 28 }))
    .map(([m, d]) => `${m}-${two(d)}`),
)

/**
 * Made-up organisations, the same in every run: few-0 to few-24, each with one to four stays, and many-0 to many-9, each
 * with ten to forty people who left. No person is at two of them.
 */
export async function loadTurnover(driver: Driver): Promise<void> {
  const few = fc.sample(fc.array(stay, { minLength: 1, maxLength: 4 }), { numRuns: 25, seed: 1 })
  const many = fc.sample(fc.array(leaving, { minLength: 10, maxLength: 40 }), { numRuns: 10, seed: 2 })
  const [organisations, people, claims]: string[][] = [[], [], []]
  const claim = (organisation: string, at: number, event: string, on: string) =>
    claims?.push(`${organisation}-p${at},${organisation},${event},${on},register,reported`)
  const add = (organisation: string, count: number) => {
    organisations?.push(`${organisation},${organisation},company`)
    for (let at = 0; at < count; at++) people?.push(`${organisation}-p${at},Person ${at} of ${organisation}`)
  }
  few.forEach((stays, n) => {
    add(`few-${n}`, stays.length)
    stays.forEach(({ joined, end }, at) => {
      claim(`few-${n}`, at, 'joined', joined)
      if (end) claim(`few-${n}`, at, end.event, end.on)
    })
  })
  many.forEach((leavings, n) => {
    add(`many-${n}`, leavings.length)
    leavings.forEach((on, at) => {
      claim(`many-${n}`, at, 'left', on)
    })
  })
  const table = (header: string, lines: string[] | undefined) => `${[header, ...(lines ?? [])].join('\n')}\n`
  const folder = await writeTables({
    'people.csv': table('id,name', people),
    'organisations.csv': table('id,name,type', organisations),
    'sources.csv': 'id,title\nregister,A register\n',
    'claims.csv': table('person,organisation,event,on,source,status', claims),
  })
  await load(await readDataset([folder]), { driver })
}
