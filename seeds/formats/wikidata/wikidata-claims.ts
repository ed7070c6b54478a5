import type { Place, RawRow, ReadContext } from '../../tables/raw-row.ts'
import { mostPrecise } from '../shared/given-dates.ts'
import type { PostNames } from '../shared/post-titles.ts'
import { type Item, itemsOf, type Statement, textsOf, timesOf } from './wikidata-entity.ts'
import type { Items } from './wikidata-items.ts'
import type { Cited, References } from './wikidata-references.ts'

/** The properties by which a person is somewhere. */
export const POSITION = 'P39'
export const PLACES = [POSITION, 'P108', 'P102', 'P463'] as const

/** Qualifiers that claims hold in a column of their own. */
const DATES = ['P580', 'P582', 'P585']
const ROLES = ['P39', 'P794', 'P3831', 'P2868']
/** Qualifiers that the note of a claim holds in words. */
const NOTED: Readonly<Record<string, string>> = {
  P1365: 'replaces',
  P1366: 'replaced by',
  P768: 'electoral district',
  P4100: 'parliamentary group',
  P2937: 'parliamentary term',
  P5054: 'cabinet',
  P1480: 'sourcing circumstances',
  P5102: 'nature of statement',
}
const CIRCA = 'Q5727902'
/** Manners of leaving by the cause of the end. */
const MANNERS: Readonly<Record<string, string>> = { Q4: 'died', Q796897: 'resigned', Q946865: 'retired' }

/** What the claims of a file share. */
export interface ClaimsContext {
  items: Items
  references: References
  posts: PostNames
  /** Counts of qualifiers that no claim holds. */
  unread: Map<string, number>
  report: ReadContext['report']
}

interface Event {
  event: 'joined' | 'left' | 'present'
  property: string
  /** Null for an event without a date. */
  dates: (string | null)[]
  note?: string
}

/** Where the person of a statement was: an organisation, or the position itself if its organisation is unknown. */
export interface Whereabouts {
  id: string
  isPosition: boolean
  role?: string
}

/** Undefined if the statement names nothing. */
export function whereaboutsOf({ main, property, qualifiers }: Statement, items: Items): Whereabouts | undefined {
  const [value] = itemsOf([main]).map(items.idOf)
  if (value === undefined) return undefined
  if (property !== POSITION) {
    const [role] = ROLES.flatMap(one => itemsOf(qualifiers[one]).map(items.nameOf, items))
    return { id: value, isPosition: false, ...(role !== undefined && { role }) }
  }
  const role = items.nameOf(value)
  const [of] = itemsOf(qualifiers.P642).map(items.idOf)
  const [directed] = items.named(items.get(value), 'P2389', 'P361')
  const id = of ?? directed
  return id === undefined ? { id: value, isPosition: true, role } : { id, isPosition: false, role }
}

/** The claims of one statement about a person. */
export function statementRows(person: Item, statement: Statement, at: Whereabouts, context: ClaimsContext): RawRow[] {
  const { place } = person
  const { qualifiers, property, id } = statement
  const { items, references, posts, unread } = context
  for (const one of Object.keys(qualifiers)) if (!isRead(one, property)) unread.set(one, (unread.get(one) ?? 0) + 1)
  const events = eventsOf(statement, place, context)
  const hasSeveral = events.some(({ dates }) => dates.length > 1)
  const [begin, end] = (['joined', 'left'] as const).map(
    name => events.find(({ event }) => event === name)?.dates[0] ?? undefined,
  )
  const isPost = !hasSeveral && events.some(({ event }) => event !== 'present')
  const stint = isPost ? posts.of([person.id, at.id], at.role, begin, end) : undefined
  const cited: Cited[] = hasSeveral
    ? references.jointly(statement.references, place)
    : references.of(statement.references, place)
  const sources = cited.length > 0 ? cited : [{ source: references.ofItem(person.id, person.name, place) }]
  const [cause] = itemsOf(qualifiers.P1534)
  const words = wordsOf(statement, items)
  return sources.flatMap(({ source, pages }) =>
    events.flatMap(({ event, property: column, dates, note }) =>
      dates.map(on => ({
        table: 'claims' as const,
        place,
        fields: {
          ...{ person: person.id, organisation: at.id, event, on, role: at.role, source, stint },
          locator: [pages, `Wikidata ${id}`].filter(Boolean).join(', '),
          manner: event === 'left' && cause !== undefined ? MANNERS[cause] : undefined,
          reason: event === 'left' && cause !== undefined ? items.nameOf(cause) : undefined,
          note: [note, words].filter(Boolean).join('; '),
        },
        names: { person: 'id', organisation: property, on: column, source: 'references', reason: 'P1534' },
        rows: 'statements',
      })),
    ),
  )
}

const isRead = (qualifier: string, property: string) =>
  [...DATES, 'P1534'].includes(qualifier) ||
  Object.hasOwn(NOTED, qualifier) ||
  (property === POSITION ? qualifier === 'P642' : ROLES.includes(qualifier))

/**
 * A start is read as a joining and an end as a leaving, without a date if it is unknown. A statement without either is read as a presence;
 * so is one that says it has no end.
 */
function eventsOf({ qualifiers, id }: Statement, place: Place, { report }: ClaimsContext): Event[] {
  const isAbout = itemsOf(qualifiers.P1480).includes(CIRCA)
  const datesOf = (property: string): (string | null)[] => {
    const times = timesOf(qualifiers[property])
    const dates = times.flatMap(({ written, read }) => {
      const problem =
        'fault' in read
          ? `${read.fault}; the claim is read without it`
          : read.vague
            ? `is known to the millennium only; it is read as ${read.date}`
            : undefined
      if (problem !== undefined)
        report({ ...place, column: property, message: `"${written}" in ${id} ${problem}`, warning: true })
      return 'date' in read ? [isAbout ? about(read.date) : read.date] : []
    })
    if (dates.length > 0) return mostPrecise(dates)
    const isUnknown = (qualifiers[property] ?? []).some(({ type }) => type === 'somevalue')
    return isUnknown || times.length > 0 ? [null] : []
  }
  const hasNoEnd = (qualifiers.P582 ?? []).some(({ type }) => type === 'novalue')
  const events: Event[] = [
    { event: 'joined', property: 'P580', dates: datesOf('P580') },
    { event: 'left', property: 'P582', dates: datesOf('P582') },
    { event: 'present', property: 'P582', dates: hasNoEnd ? [null] : [], note: 'the source says that there is no end' },
  ]
  if (events.some(({ dates }) => dates.length > 0)) return events.filter(({ dates }) => dates.length > 0)
  const seen = datesOf('P585')
  return [{ event: 'present', property: 'P585', dates: seen.length > 0 ? seen : [null] }]
}

const about = (date: string) => (date.includes('/') ? date : `${date}~`)

/** What the other qualifiers say. */
function wordsOf({ qualifiers }: Statement, items: Items): string {
  return Object.entries(NOTED)
    .flatMap(([property, words]) => {
      const named = itemsOf(qualifiers[property]).map(id => {
        const name = items.nameOf(id)
        return name === id ? id : `${name} (${id})`
      })
      return [...named, ...textsOf(qualifiers[property])].map(text => `${words} ${text}`)
    })
    .join('; ')
}
