import { eventOf } from './column-values.ts'
import type { Column, Kind } from './columns.ts'
import { type Entity, entityOf, isWikidata, labelOf } from './propose-entities.ts'
import { findPerson, type PersonFound } from './propose-person.ts'
import type { Table } from './sample-table.ts'
import { MEMBERSHIP, TERM } from './vocabulary.ts'

/** The columns that supply each part of a claim. */
export interface Roles {
  person?: PersonFound
  organisation?: Entity
  previous?: Entity
  next?: Entity
  counterpart?: Entity
  start?: Column
  end?: Column
  announced?: Column
  /** A date whose name mentions neither joining nor leaving. */
  date?: Column
  role?: Column
  reason?: Column
  manner?: Column
  event?: Column
  /** Whether starts belong to terms: a person has several in a row. */
  termsOnly: boolean
  /** Whether a person has several rows at one organisation. They are posts then: one may begin as another ends. */
  posts: boolean
  /** Whether some of these rows follow within a month of each other, as parliamentary terms do. */
  gaps: boolean
}

export function findRoles(table: Table): Roles {
  const first = (kind: Kind) => {
    const all = table.columns.filter(column => column.kind === kind)
    return all.find(({ texts }) => texts.length > 0) ?? all[0]
  }
  const filled = (kind: Kind) => table.columns.find(column => column.kind === kind && column.texts.length > 0)
  const person = findPerson(table)
  const [organisation, ...others] = organisations(table, person)
  const [previous, next, counterpart] = [filled('previous'), filled('next'), filled('counterpart')]
  const byName = previous !== undefined || next !== undefined || counterpart !== undefined
  const entity = (column: Column | undefined) => column && entityOf(withType(column, organisation), table, byName)
  const roles: Roles = {
    person,
    organisation: entity(organisation),
    previous: entity(previous),
    next: entity(next),
    counterpart: entity(counterpart ?? (isSame(others[0], organisation) ? others[0] : undefined)),
    start: first('start'),
    end: first('end'),
    announced: filled('announced'),
    // A season covers all days, which a year alone may not.
    date: filled('season') ?? filled('date'),
    role: roleOf(table, filled('role')),
    reason: filled('reason'),
    manner: filled('manner'),
    event: eventColumn(filled('event')),
    termsOnly: false,
    posts: false,
    gaps: false,
  }
  if (!roles.event) delete roles.counterpart
  roles.termsOnly = hasTermsOnly(roles, table)
  roles.posts = roles.start !== undefined && roles.end !== undefined && hasPosts(roles, table)
  roles.gaps = roles.posts && hasShortGaps(roles, table)
  return roles
}

/** A status such as "full-time" implies neither joining nor leaving. */
const eventColumn = (column: Column | undefined): Column | undefined =>
  column?.texts.some(text => ['joined', 'left'].includes(eventOf(text) ?? '')) ? column : undefined

/** "New employer" reveals no more about the type than the employer column does. */
const withType = (column: Column, main: Column | undefined): Column => ({
  ...column,
  type: column.type ?? main?.type ?? (column.kind === 'organisation' ? 'government' : 'company'),
})

const isSame = (one: Column | undefined, other: Column | undefined) =>
  one !== undefined && one.words.split(' ')[0] === other?.words.split(' ')[0]

const ORDER = ['company', 'board', 'government', 'team', 'other', 'nonprofit', 'publisher', 'university']

/** Columns of organisations, most likely first. A party counts only if no column indicates an office elsewhere. */
function organisations(table: Table, person: PersonFound | undefined): Column[] {
  const isFree = (column: Column) =>
    column.texts.length > 0 &&
    column !== person?.column &&
    !table.columns.some(other => labelOf(other, table) === column)
  const found = table.columns.filter(column => column.kind === 'organisation' && isFree(column))
  const rank = ({ type = 'government' }: Column) => ORDER.indexOf(type)
  if (found.length > 0) return found.sort((a, b) => rank(a) - rank(b))
  const offices: Kind[] = ['role', 'place', 'unit', 'previous', 'next']
  const isOffice = ({ kind, words, texts }: Column) =>
    texts.length > 0 && (offices.includes(kind) || ((kind === 'start' || kind === 'end') && !MEMBERSHIP.test(words)))
  if (table.columns.some(isOffice)) return []
  return table.columns.filter(column => column.kind === 'party' && isFree(column))
}

/** In Wikidata results, a position has a separate label column. */
const roleOf = (table: Table, column: Column | undefined): Column | undefined =>
  column && isWikidata(column.texts) ? labelOf(column, table) : column

/** Whether a person has several starts at one organisation without a known end. Such a start need not be a joining. */
function hasTermsOnly(roles: Roles, table: Table): boolean {
  const { start, end } = roles
  if (!start || end) return false
  const starts = startsOf(roles, table)
  const repeated = starts.filter(texts => texts.size > 1).length
  return repeated > starts.length / 5 || (repeated > 0 && TERM.test(start.words))
}

const hasPosts = (roles: Roles, table: Table) => startsOf(roles, table).some(texts => texts.size > 1)

/** The distinct starts, with roles, of each person at each organisation. */
function startsOf(roles: Roles, table: Table): Set<string>[] {
  const { start, role } = roles
  if (!start) return []
  const texts = role ? table.texts(role.name) : []
  const starts = new Map<string, Set<string>>()
  const keys = keysOf(roles, table)
  table.texts(start.name).forEach((text, row) => {
    const key = keys[row] ?? ''
    if (text !== '') starts.set(key, (starts.get(key) ?? new Set()).add(`${text} ${texts[row] ?? ''}`))
  })
  return [...starts.values()]
}

/** The person and organisation of each row, as a key. */
function keysOf({ person, organisation }: Roles, table: Table): string[] {
  const templates = [person?.id ?? 'TODO', organisation?.id ?? ''].flat().join(' ')
  const columns = table.columns.filter(({ name }) => templates.includes(`{${name}|`) || templates.includes(`{${name}}`))
  const lists = columns.map(({ name }) => table.texts(name))
  return Array.from({ length: table.rows }, (_, row) => lists.map(list => list[row]).join('\n'))
}

const DAY = 24 * 60 * 60 * 1000

/** Compares only full ISO days, which terms have. */
function hasShortGaps(roles: Roles, table: Table): boolean {
  const [starts, ends] = [roles.start, roles.end].map(column => (column ? table.texts(column.name) : []))
  const stays = new Map<string, [start: number, end: number][]>()
  keysOf(roles, table).forEach((key, row) => {
    const stay: [number, number] = [Date.parse(`${starts?.[row]}T00:00Z`), Date.parse(`${ends?.[row]}T00:00Z`)]
    const others = stays.get(key)
    if (others) others.push(stay)
    else stays.set(key, [stay])
  })
  return [...stays.values()].some(all => {
    const inOrder = all.sort(([a], [b]) => a - b)
    return inOrder.some(([start], at) => {
      const days = (start - (inOrder[at - 1]?.[1] ?? Number.NaN)) / DAY
      return days > 1 && days <= 31
    })
  })
}
