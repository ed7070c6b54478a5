import fc from 'fast-check'
import neo4j, { type Driver } from 'neo4j-driver'
import { applySchema } from '../../server/db/write.ts'
import type { Query } from '../setup/asking.ts'

/** Days of a few weeks, as numbers from 1 March 2020: few enough to try all choices within vague bounds. */
export interface Stay {
  begin: [number | null, number | null]
  end: [number | null, number | null]
  open: boolean
  lastSeen: number | null
}

/** Two organisations without people. */
export async function loadMillAndKiln(driver: Driver): Promise<void> {
  await applySchema(driver)
  await driver.executeQuery("CREATE (:Organisation {id: 'mill', name: 'Mill', aliases: [], search: ['mill']})")
  await driver.executeQuery("CREATE (:Organisation {id: 'kiln', name: 'Kiln', aliases: [], search: ['kiln']})")
}

const DAY = 86_400_000

export const iso = (day: number | null) =>
  day === null ? null : new Date(Date.UTC(2020, 2, 1) + day * DAY).toISOString().slice(0, 10)
export const date = (day: number | null) => {
  const text = iso(day)
  return text === null ? null : neo4j.types.Date.fromStandardDate(new Date(`${text}T12:00:00Z`))
}
// So far from all known days that a length up to it counts as unbounded.
export const FAR = 40

/** All days between two days; an unknown bound is far away. */
export const days = ([from, to]: [number | null, number | null]): number[] => {
  const first = from ?? -FAR
  return Array.from({ length: (to ?? FAR) - first + 1 }, (_, at) => first + at)
}

/** All possible begins and ends of a stay. An open stay ended after its last sighting, if at all. */
export const readings = ({ begin, end, open, lastSeen }: Stay): [number, number][] => {
  const ends = days(open ? [lastSeen === null ? null : lastSeen + 1, null] : end)
  return days(begin).flatMap(from => ends.filter(to => from <= to).map((to): [number, number] => [from, to]))
}

/** The minimum and maximum over all choices; far days count as unbounded. */
export const range = (values: number[]): { min: number; max: number | null } => {
  const max = values.reduce((most, value) => Math.max(most, value), 0)
  return { min: values.reduce((least, value) => Math.min(least, value), FAR), max: max > FAR / 2 ? null : max }
}

const day = fc.integer({ min: 0, max: 8 })
export const bounds = fc
  .tuple(day, day, fc.boolean())
  .map(([a, b, sharp]): [number, number] => (sharp ? [a, a] : [Math.min(a, b), Math.max(a, b)]))
export const sometimes = fc.integer({ min: 0, max: 9 })

/** Bounds narrowed as in the loader: a stay begins before it ends. */
export const stay: fc.Arbitrary<Stay> = fc
  .tuple(bounds, bounds, sometimes, sometimes, sometimes, fc.boolean())
  .map(([begin, end, noBegin, noEnd, openness, vague]) => {
    const from: Stay['begin'] = [noBegin < 2 ? null : begin[0], noBegin === 0 ? null : begin[1]]
    if (openness < 4)
      return { begin: from, end: [null, null], open: true, lastSeen: vague ? null : Math.max(from[0] ?? 0, end[1]) }
    const to: Stay['end'] = [noEnd < 2 ? null : end[0], noEnd === 0 ? null : end[1]]
    if (to[1] !== null && from[0] !== null && to[1] < from[0]) to[1] = from[0]
    if (to[1] !== null) from[1] = from[1] === null ? to[1] : Math.min(from[1], to[1])
    if (from[0] !== null) to[0] = to[0] === null ? from[0] : Math.max(to[0], from[0])
    return { begin: from, end: to, open: false, lastSeen: null }
  })

export const stayed = ({ begin, end, open, lastSeen }: Stay) => ({
  beginEarliest: date(begin[0]),
  beginLatest: date(begin[1]),
  endEarliest: open ? null : date(end[0]),
  endLatest: open ? null : date(end[1]),
  open,
  lastSeen: date(lastSeen),
  roles: [],
  claims: [],
})

/** Creates one person per stay, at the Mill unless a stay has another organisation. */
export async function people(query: Query, stays: object[]): Promise<void> {
  await query('MATCH (p:Person) DETACH DELETE p')
  await query(
    `UNWIND range(0, size($stays) - 1) AS at
     MATCH (mill:Organisation {id: coalesce($stays[at].at, 'mill')})
     MERGE (p:Person {id: 'p' + toInteger(coalesce($stays[at].person, at))}) ON CREATE SET p.name = p.id, p.aliases = [], p.search = [p.id]
     CREATE (p)-[r:WAS_AT {id: 's' + at, stint: toString(at)}]->(mill)
     SET r += $stays[at], r.person = null, r.at = null`,
    { stays: stays.map(one => one) },
  )
}
