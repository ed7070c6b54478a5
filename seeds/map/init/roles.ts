import type { Column, Kind } from './columns.ts'
import { type Entity, entityOf, isWikidata, labelOf } from './entities.ts'
import { findPerson, type PersonFound } from './person.ts'
import type { Table } from './table.ts'
import { TERM } from './vocabulary.ts'

/** What each part of a claim is taken from. */
export interface Roles {
  person?: PersonFound
  organisation?: Entity
  previous?: Entity
  next?: Entity
  counterpart?: Entity
  start?: Column
  end?: Column
  announced?: Column
  /** A date that no word ties to joining or leaving. */
  date?: Column
  role?: Column
  reason?: Column
  manner?: Column
  event?: Column
  /** Whether starts are of terms, of which one person has several in a row. */
  termsOnly: boolean
  /** Whether one person has several rows at one organisation, which are posts then: one may begin as another ends. */
  posts: boolean
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
    // A season holds all days that its year may leave out.
    date: filled('season') ?? filled('date'),
    role: roleOf(table, filled('role')),
    reason: filled('reason'),
    manner: filled('manner'),
    event: filled('event'),
    termsOnly: false,
    posts: false,
  }
  if (!roles.event) delete roles.counterpart
  roles.termsOnly = hasTermsOnly(roles, table)
  roles.posts = roles.start !== undefined && roles.end !== undefined && hasPosts(roles, table)
  return roles
}

/** "New employer" says no more of the type than the column of the employer. */
const withType = (column: Column, main: Column | undefined): Column => ({
  ...column,
  type: column.type ?? main?.type ?? (column.kind === 'organisation' ? 'government' : 'company'),
})

const isSame = (one: Column | undefined, other: Column | undefined) =>
  one !== undefined && one.words.split(' ')[0] === other?.words.split(' ')[0]

const ORDER = ['company', 'government', 'team', 'other', 'nonprofit', 'publisher', 'board', 'university']

/** Columns of organisations, the likeliest first; a party only where nothing tells of an office in something else. */
function organisations(table: Table, person: PersonFound | undefined): Column[] {
  const isFree = (column: Column) =>
    column.texts.length > 0 &&
    column !== person?.column &&
    !table.columns.some(other => labelOf(other, table) === column)
  const found = table.columns.filter(column => column.kind === 'organisation' && isFree(column))
  const rank = ({ type = 'government' }: Column) => ORDER.indexOf(type)
  if (found.length > 0) return found.sort((a, b) => rank(a) - rank(b))
  const offices: Kind[] = ['role', 'place', 'unit', 'previous', 'next']
  if (table.columns.some(({ kind, texts }) => offices.includes(kind) && texts.length > 0)) return []
  return table.columns.filter(column => column.kind === 'party' && isFree(column))
}

/** In results of Wikidata a position has a column with its name. */
const roleOf = (table: Table, column: Column | undefined): Column | undefined =>
  column && isWikidata(column.texts) ? labelOf(column, table) : column

/** Whether one person has several starts at one organisation and no end is known: each then need not be a joining. */
function hasTermsOnly(roles: Roles, table: Table): boolean {
  const { start, end } = roles
  if (!start || end) return false
  const starts = startsOf(roles, table)
  const repeated = starts.filter(texts => texts.size > 1).length
  return repeated > starts.length / 5 || (repeated > 0 && TERM.test(start.words))
}

const hasPosts = (roles: Roles, table: Table) => startsOf(roles, table).some(texts => texts.size > 1)

/** The different starts, with their roles, of each person at each organisation. */
function startsOf({ person, organisation, start, role }: Roles, table: Table): Set<string>[] {
  if (!start || !person) return []
  const templates = [person.id, organisation?.id].flat().join(' ')
  const keys = table.columns.filter(({ name }) => templates.includes(`{${name}|`) || templates.includes(`{${name}}`))
  const lists = keys.map(({ name }) => table.texts(name))
  const roles = role ? table.texts(role.name) : []
  const starts = new Map<string, Set<string>>()
  table.texts(start.name).forEach((text, row) => {
    const key = lists.map(list => list[row]).join('\n')
    if (text !== '') starts.set(key, (starts.get(key) ?? new Set()).add(`${text} ${roles[row] ?? ''}`))
  })
  return [...starts.values()]
}
