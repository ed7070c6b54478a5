import { eventOf, isOngoing, meansEmpty } from './column-values.ts'
import type { Column, Kind } from './columns.ts'
import type { Claim } from './propose-claims.ts'
import type { DateGuess } from './propose-dates.ts'
import { list } from './propose-edges.ts'
import { labelOf } from './propose-entities.ts'
import type { Sources } from './propose-sources.ts'
import type { Roles } from './roles.ts'
import type { Table } from './sample-table.ts'

interface Read {
  dates: DateGuess
  empty: readonly string[]
  sources: Sources
  /** Templates in use other than those of the claims. */
  used?: readonly string[]
}

/** Remarks on points to check in a proposal. `roles` is undefined for a table of relations. */
export function* remarksOnRoles(
  roles: Roles | undefined,
  claims: readonly Claim[],
  table: Table,
  { dates, empty, sources, used = [] }: Read,
): Generator<string> {
  if (roles) {
    yield* onPeople(roles)
    yield* onOrganisations(roles)
    yield* onEvents(roles, claims)
  }
  if (claims.length > 0 && sources.isFile)
    yield 'the file is the source of rows without a source column; fill in its title, publisher and url'
  yield* onDates(dates, claims, table)
  if (empty.length > 0) yield `"empty" lists texts that are read as empty: ${list(empty)}; remove any that is a value`
  yield* onUnused(roles, claims, table, [...used, JSON.stringify(sources)])
}

function* onPeople({ person }: Roles): Generator<string> {
  if (person) yield* person.remarks
  else yield 'no column clearly contains names of people: fill in people and claims.person'
}

function* onOrganisations({ organisation, previous, next, counterpart }: Roles): Generator<string> {
  const all = [organisation, previous, next, counterpart].filter(entity => entity !== undefined)
  const types = [...new Set(all.map(({ type }) => type))]
  if (types.length > 0)
    yield `organisations.type is ${types.join(' or ')} for all; correct it, or use a table of values`
  if (!organisation && !(previous && next))
    yield 'no column names the organisation of the rows: fill in its id, name and type in organisations'
  if (organisation?.column?.kind === 'party')
    yield `"${organisation.column.name}" is read as the organisation; correct it if the dates belong to another, such as an office`
}

function* onEvents(roles: Roles, claims: readonly Claim[]): Generator<string> {
  const { event, manner, start, date, previous, next, termsOnly, posts, gaps } = roles
  const reads = (column: Column | undefined) =>
    column !== undefined && JSON.stringify(claims).includes(`"${column.name}":[`)
  if (claims.every(({ event }) => event === 'present') && !termsOnly)
    yield 'claims.event: no column gives the event, so each row only states that the person was present; write joined, left or present, or make several claims'
  if (termsOnly)
    yield `one person has several dates in "${start?.name}" at one organisation, so each row only states that the person was present; write joined if each row is a joining`
  if (posts)
    yield 'one person has several rows at one organisation, so each row is a post with its own stint: the end of a post is no leaving while another continues or follows directly'
  if (gaps)
    yield 'some rows of one person at one organisation are a few days apart and mean that they left and returned; rows.merge joins such rows into one tenure'
  if (event && reads(event)) {
    const unknown = event.texts.filter(text => eventOf(text) === undefined)
    yield `check which texts of "${event.name}" are joined and which left`
    if (unknown.length > 0) yield `rows with these texts in "${event.name}" make no claim: ${list(unknown)}`
  }
  if (manner && claims.some(claim => claim.manner !== undefined))
    yield 'values.manner translates texts to manners of leaving; other texts are dropped'
  if (date && claims.some(({ on }) => on === `{${date.name}}`) && (previous || next) && !event)
    yield !roles.organisation && previous && next
      ? `check that "${date.name}" is the date of the move: it dates both the leaving and the joining`
      : `check that "${date.name}" dates what happened at "${roles.organisation?.column?.name ?? 'the organisation'}"`
}

function* onDates(dates: DateGuess, claims: readonly Claim[], table: Table): Generator<string> {
  if (dates.unsure) yield 'day and month are ambiguous in the first rows: d/M/yyyy or M/d/yyyy?'
  for (const date of dates.dates)
    if (typeof date !== 'string')
      yield `confirm the century: from: ${date.from} reads the years of "${date.pattern}" as ${date.from} to ${date.from + 99}, so that none is in the future`
    else if (date.includes('T00:00:00Z') && date.startsWith("yyyy'"))
      yield 'Wikidata writes a year as its first day: 1 January is read as a year, and the first of any other month as a month'
  if (dates.unread.length > 0) yield `no date pattern fits ${list(dates.unread)}; add one to dates, or correct them`
  for (const { name, kind, texts } of table.columns)
    if (kind === 'end' && texts.some(isToCome) && claims.some(({ on }) => on === `{${name}}`))
      yield `"${name}" has future dates, which are loaded as scheduled; to skip them, add to the leaving when: { ${name}: { before: … } }`
}

/** Only years after the current one count. */
const isToCome = (text: string) => Number(/\d{4}/.exec(text)?.[0]) > new Date().getUTCFullYear()

const LOOKS: Partial<Record<Kind, string>> = {
  ...{ start: 'a date', end: 'a date', announced: 'a date', date: 'a date', season: 'a date', 'other date': 'a date' },
  ...{ organisation: 'an organisation', previous: 'an organisation', next: 'an organisation' },
  ...{ counterpart: 'an organisation', party: 'a party', unit: 'a part of an organisation', place: 'a place' },
  ...{
    name: 'a name',
    person: 'a person',
    'other person': 'a person',
    'related person': 'a person',
    'other name': 'a name',
    alias: 'a name',
  },
  ...{ 'first name': 'a name', 'middle name': 'a name', 'last name': 'a name', suffix: 'a part of a name' },
  ...{
    role: 'a role',
    'other role': 'a role',
    event: 'an event',
    'other event': 'a part of an event',
    manner: 'a manner of leaving',
    reason: 'a reason',
  },
  ...{ 'source url': 'a source', source: 'a source', 'place in source': 'a place in a source' },
}

/** Reports columns about people, organisations or events that the mapping does not use. */
function* onUnused(
  roles: Roles | undefined,
  claims: readonly Claim[],
  table: Table,
  used: readonly string[],
): Generator<string> {
  const { organisation, previous, next, counterpart, person } = roles ?? {}
  const entities = [organisation, previous, next, counterpart, person]
  const made = entities.map(entity => [entity?.id, entity?.name, entity?.aliases])
  const text = JSON.stringify([claims, made]) + used.join(' ')
  const names = (column: string) => {
    const quoted = JSON.stringify(column).slice(1, -1)
    return [`{${quoted}}`, `{${quoted}|`, `"${quoted}":`].some(part => text.includes(part))
  }
  for (const column of table.columns) {
    const { name, kind, texts } = column
    const looks = LOOKS[kind]
    const said = texts.some(text => !meansEmpty(text) && !isOngoing(text))
    const label = labelOf(column, table)
    if (!looks || !said || names(name) || (label && names(label.name)) || isLabel(name, table)) continue
    yield `"${name}" looks like ${looks} and is not used`
  }
}

const isLabel = (name: string, { columns }: Table) =>
  /_?Label$/.test(name) && columns.some(column => column.name === name.replace(/_?Label$/, ''))
