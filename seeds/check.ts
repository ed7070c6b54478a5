import { definitelyBefore } from '../cypher/dates.ts'
import type { Claim } from '../cypher/model.ts'
import { groupBy } from './group.ts'
import { didYouMean } from './input/near.ts'
import type { Problem } from './problem.ts'
import type { Dataset, Place, Read } from './read.ts'
import { isStanding } from './reconcile/claim.ts'

/** Ids that the database holds already, so that a file may speak of them. */
export interface KnownIds {
  people: ReadonlySet<string>
  organisations: ReadonlySet<string>
  sources: ReadonlySet<string>
}

/** Faults that no single row shows: two of one id, an id that nobody bears, an order of events that cannot be. */
export function checkDataset(data: Dataset, known: KnownIds): Problem[] {
  const people = new Set([...known.people, ...data.people.map(({ id }) => id)])
  const organisations = new Set([...known.organisations, ...data.organisations.map(({ id }) => id)])
  const sources = new Set([...known.sources, ...data.sources.map(({ id }) => id)])
  return [
    ...repeatedIds('id', 'person', data.people),
    ...repeatedIds('id', 'organisation', data.organisations),
    ...repeatedIds('id', 'source', data.sources),
    ...clashes(data, known),
    ...repeatedClaims(data.claims),
    ...data.partOf.flatMap(({ whole, part, source, place }) => [
      ...unknown(place, 'part_of', whole, organisations, 'organisations.csv'),
      ...unknown(place, 'part_of_source', source, sources, 'sources.csv'),
      ...(whole === part ? [{ ...place, column: 'part_of', message: 'is the organisation itself' }] : []),
    ]),
    ...data.claims.flatMap(({ person, organisation, source, origin, place }) => [
      ...unknown(place, 'person', person, people, 'people.csv'),
      ...unknown(place, 'organisation', organisation, organisations, 'organisations.csv'),
      ...unknown(place, 'source', source, sources, 'sources.csv'),
      ...(origin === null ? [] : unknown(place, 'origin', origin, organisations, 'organisations.csv')),
    ]),
    ...disorder(data.claims),
  ]
}

const at = ({ file, line }: Place) => `${file}:${line}`

function repeatedIds(column: string, what: string, things: Read<{ id: string }>[]): Problem[] {
  const first = new Map<string, Place>()
  return things.flatMap(({ id, place }) => {
    const before = first.get(id)
    if (!before) first.set(id, place)
    return before
      ? [{ ...place, column, message: `"${id}" is the id of another ${what} at ${at(before)}; ids are unique` }]
      : []
  })
}

/** One id names one thing in a URL, so a person and an organisation may not share it. */
function clashes(data: Dataset, known: KnownIds): Problem[] {
  const organisations = new Set([...known.organisations, ...data.organisations.map(({ id }) => id)])
  const message = (id: string) => `"${id}" is the id of an organisation; give the person another`
  return [
    ...data.people
      .filter(({ id }) => organisations.has(id))
      .map(({ id, place }) => ({ ...place, column: 'id', message: message(id) })),
    ...data.organisations
      .filter(({ id }) => known.people.has(id))
      .map(({ id, place }) => ({
        ...place,
        column: 'id',
        message: `"${id}" is the id of a person; give the organisation another`,
      })),
  ]
}

function repeatedClaims(claims: Read<Claim>[]): Problem[] {
  const first = new Map<string, Place>()
  return claims.flatMap(({ id, place }) => {
    const before = first.get(id)
    if (!before) first.set(id, place)
    return before
      ? [{ ...place, message: `says the same as ${at(before)}, of the same source and place in it; remove one` }]
      : []
  })
}

function unknown(place: Place, column: string, id: string, known: ReadonlySet<string>, table: string): Problem[] {
  if (known.has(id)) return []
  return [{ ...place, column, message: `"${id}" is not in ${table} and not in the database${didYouMean(id, known)}` }]
}

/**
 * Within a stint that the file names, nobody leaves before they join. Where it names none, the same dates may be two
 * stays of which each lacks an end, so they are only remarked on.
 */
function disorder(claims: Read<Claim>[]): Problem[] {
  const stays = groupBy(claims, ({ person, organisation, stint }) => JSON.stringify([person, organisation, stint]))
  return [...stays.values()].flatMap(stay => {
    const standing = stay.filter(isStanding)
    const joins = standing.filter(({ event }) => event === 'joined')
    const leaves = standing.filter(({ event }) => event === 'left')
    return leaves.flatMap(left => {
      const joined = joins.every(join => definitelyBefore(left, join)) ? joins[0] : undefined
      if (!joined) return []
      const message = `left on ${left.on} is before joined on ${joined.on} (${at(joined.place)})`
      if (left.stint !== null) return [{ ...left.place, column: 'on', message: `${message} of the same stint` }]
      return [
        {
          ...left.place,
          column: 'on',
          message: `${message}; they are kept as two stays. Name a stint if they are one`,
          warning: true,
        },
      ]
    })
  })
}
