import { canAgree } from '../../../cypher/dates.ts'
import type { RawRow } from '../../tables/raw-row.ts'
import { mostPrecise, parsed } from '../shared/given-dates.ts'
import type { NamedSource, SourcesMet } from '../shared/named-sources.ts'
import { isNoEnd } from '../shared/no-end.ts'
import type { PostNames } from '../shared/post-titles.ts'
import { type Entity, withoutTime } from './ftm-entity.ts'

/** The properties of an interest that name the person and the organisation. */
export const INTERESTS: Readonly<Record<string, { person: string; organisation: string }>> = {
  Employment: { person: 'employee', organisation: 'employer' },
  Membership: { person: 'member', organisation: 'organization' },
  Directorship: { person: 'director', organisation: 'organization' },
  Occupancy: { person: 'holder', organisation: 'post' },
}

/** The dates of each event; null for an undated event. */
interface Event {
  event: 'joined' | 'left' | 'present'
  property: string
  dates: (string | null)[]
}

const ENDED = /^(ended|former|past|previous|inactive|resigned|retired)$/i
const GOES_ON = /^(current|active|incumbent|present)$/i

/**
 * startDate means a joining, endDate a leaving. With neither, the person was present, unless the status says that they
 * no longer are. A merged entity may have contradictory statuses; then no leaving follows.
 */
function events(interest: Entity): Event[] {
  const [joined, left] = [
    mostPrecise(datesOf(interest, 'startDate')),
    mostPrecise(datesOf(interest, 'endDate').filter(end => !isNoEnd(end))),
  ]
  const statuses = interest.all('status')
  const ended = statuses.some(status => ENDED.test(status)) && !statuses.some(status => GOES_ON.test(status))
  const all: Event[] = [
    { event: 'joined', property: 'startDate', dates: joined },
    { event: 'left', property: 'endDate', dates: left.length === 0 && ended ? [null] : left },
  ]
  if (all.some(({ dates }) => dates.length > 0)) return all
  const property = ['date', 'declarationDate'].find(name => interest.all(name).length > 0) ?? 'date'
  const seen = mostPrecise(datesOf(interest, property))
  return [...all, { event: 'present', property, dates: seen.length > 0 ? seen : [null] }]
}

const datesOf = (interest: Entity, property: string) => interest.all(property).map(withoutTime)

/** Whether the file gives several dates of one event, even if they are equivalent. */
const hasSeveralDates = (interest: Entity) =>
  ['startDate', 'endDate', 'date', 'declarationDate'].some(
    property => new Set(datesOf(interest, property).filter(date => !isNoEnd(date))).size > 1,
  )

/**
 * The claims of an interest: one for each person, organisation, event, date, role and source. If there are several
 * dates of one event and several sources, it is unknown which source gives which date, so they are combined into one
 * source.
 */
export function interestRows(
  interest: Entity,
  ends: { person: string[]; organisation: string[]; role?: string },
  sources: SourcesMet,
  proofs: ReadonlySet<string>,
  names: PostNames,
): RawRow[] {
  const { place } = interest.original
  const all = events(interest)
  const columns = INTERESTS[interest.schema]
  const roles = rolesOf(interest, ends.role)
  const labelled = (property: string, label: string) => interest.all(property).map(text => `${label}: ${text}`)
  const note = [
    ...labelled('status', 'status'),
    ...labelled('constituency', 'constituency'),
    ...labelled('politicalGroup', 'political group'),
    ...interest.all('summary'),
  ].join('; ')
  const locator = interest.first('recordId') ?? interest.id
  const [begin, end] = all.map(({ dates }) => dates)
  const isPost = all.length === 2 && [begin, end].every(dates => isOneDate(dates ?? []))
  const stints = new Map<string, string>()
  const stintOf = (person: string, organisation: string): string => {
    const key = JSON.stringify([person, organisation])
    const stint =
      stints.get(key) ?? names.of([person, organisation], roles[0], begin?.[0] ?? undefined, end?.[0] ?? undefined)
    stints.set(key, stint)
    return stint
  }
  return sourceIds(interest, hasSeveralDates(interest), sources, proofs).flatMap(source =>
    ends.person.flatMap(person =>
      ends.organisation.flatMap(organisation => {
        const stint = isPost ? stintOf(person, organisation) : undefined
        return all.flatMap(({ event, property, dates }) =>
          dates.flatMap(on =>
            roles.map(role => ({
              table: 'claims' as const,
              place,
              fields: { person, organisation, event, on, role, source, locator, stint, note },
              names: { ...columns, on: property, source: 'sourceUrl', locator: 'recordId', note: 'summary' },
            })),
          ),
        )
      }),
    ),
  )
}

/** Whether all dates can mean the same day, so that the interest is one post. */
function isOneDate(dates: (string | null)[]): boolean {
  // Invalid dates are reported as faults of the row.
  const bounds = dates.flatMap(date => (date === null ? [] : (parsed(date) ?? [])))
  return bounds.every((a, at) => bounds.slice(at).every(b => canAgree(a, b)))
}

/** The roles of an interest, all of one stay; undefined for an unnamed role. */
function rolesOf(interest: Entity, ofPost: string | undefined): (string | undefined)[] {
  for (const property of ['role', 'position']) {
    const roles = new Set(interest.all(property))
    if (roles.size > 0) return [...roles]
  }
  return [ofPost]
}

/** The sources of an interest: its proof documents, its addresses, its publisher, or else its data set. */
function sourceIds(
  interest: Entity,
  jointly: boolean,
  sources: SourcesMet,
  proofs: ReadonlySet<string>,
): (string | undefined)[] {
  const proven = interest.all('proof').filter(id => proofs.has(id))
  if (proven.length > 0) return proven
  const { original, datasets } = interest
  const { place } = original
  const [publisher, retrieved] = [interest.first('publisher'), interest.first('retrievedAt')]
  const note = retrieved ? `retrieved ${retrieved}` : undefined
  const urls = [...interest.all('sourceUrl'), ...(publisher ? [] : interest.all('publisherUrl'))]
  const named: NamedSource[] = urls.map(url => ({ url, publisher, note }))
  if (named.length === 0 && publisher) named.push({ title: publisher, url: interest.first('publisherUrl'), note })
  if (named.length > 0)
    return jointly ? [sources.jointly(named, place)] : named.map(source => sources.idOf(source, place))
  return [
    sources.jointly(
      datasets.map(title => ({ title, note })),
      place,
    ),
  ]
}
