import { mannerOf } from './column-values.ts'
import { CHAMBERS } from './columns.ts'
import { type Claim, claimsOf, THE_ORGANISATION } from './propose-claims.ts'
import { type DateGuess, guessDates } from './propose-dates.ts'
import { claimsOfEdges, type Edges, findEdges, remarksOnEdges, usedRelations } from './propose-edges.ts'
import { emptyTexts } from './propose-empty.ts'
import { type Entity, of } from './propose-entities.ts'
import { findNodes, type Nodes } from './propose-nodes.ts'
import { type Sources, sourcesOf } from './propose-sources.ts'
import { remarksOnRoles } from './remarks.ts'
import { findRoles, type Roles } from './roles.ts'
import type { Table } from './sample-table.ts'

/** A mapping to be written, and remarks for the user to check. */
export interface Proposal {
  body: Record<string, unknown>
  remarks: string[]
  /** How much of the table the proposal covers. The list with the highest score is chosen. */
  score: number
}

export function propose(table: Table): Proposal {
  const edges = findEdges(table)
  if (edges) return ofEdges(edges, table)
  const nodes = findNodes(table)
  return nodes ? ofNodes(nodes, table) : ofRows(findRoles(table), table)
}

function ofRows(roles: Roles, table: Table): Proposal {
  const { person, organisation, previous, next, counterpart, manner, start, end, announced, date } = roles
  const claims = claimsOf(roles)
  const entities = [organisation, previous, next, counterpart].filter(entity => entity !== undefined)
  const used = new Set(claims.flatMap(({ organisation }) => organisation))
  const made = [...entities, ...(used.has('the-organisation') ? [THE_ORGANISATION] : [])]
  const onClaims = (column: { name: string } | undefined) =>
    column && JSON.stringify(claims).includes(JSON.stringify(of(column.name)).slice(1, -1)) ? [column.name] : []
  const dated = [start, end, date, announced].flatMap(onClaims)
  const codes = organisation?.column?.texts.every(text => Object.hasOwn(CHAMBERS, text))
  const values = {
    ...(manner && onManner(claims) ? { manner: { ...tableOf(manner.texts), '*': '' } } : {}),
    ...(codes && { chamber: CHAMBERS }),
  }
  const people = person ?? { id: 'TODO', name: 'TODO' }
  const sources = sourcesOf(table)
  const chambers = (entity: Entity) =>
    codes && entity === organisation ? of(entity.column?.name ?? '', '|chamber') : entity.name
  const { dates, body, empty } = common(table, { dated, person, organisations: entities, values })
  return {
    body: {
      ...body,
      ...sources.body,
      people: [{ id: people.id, name: people.name, ...(person?.aliases && { aliases: person.aliases }) }],
      organisations: distinct(
        made.map(entity => ({ id: entity.id, name: chambers(entity), type: entity.type ?? 'company' })),
      ),
      claims: withSource(claims, sources),
    },
    remarks: [...remarksOnRoles(roles, claims, table, { dates, empty, sources })],
    score:
      (person ? 3 : 0) +
      (entities.length > 0 ? 3 : 0) +
      dated.length +
      (claims.some(({ event }) => event !== 'present') ? 2 : 0),
  }
}

function ofEdges(edges: Edges, table: Table): Proposal {
  const { person, organisation, named, type } = edges
  const claims = claimsOfEdges(edges)
  const dated = [edges.start, edges.end, edges.date].flatMap(column => column?.name ?? [])
  const { body, dates, empty } = common(table, { dated, person, organisations: [organisation], values: {} })
  const sources = sourcesOf(
    table,
    [person, organisation].flatMap(({ column }) => column?.name ?? []),
  )
  const when = type ? { when: { [type.name]: usedRelations(edges) } } : {}
  const entities = named && {
    people: [{ ...when, id: person.id, name: person.name }],
    organisations: [{ ...when, id: organisation.id, name: organisation.name, type: organisation.type ?? 'other' }],
  }
  return {
    body: { ...body, ...sources.body, ...entities, claims: withSource(claims, sources) },
    remarks: [
      ...remarksOnEdges(edges, table),
      ...(named ? ['organisations.type is other for all; correct it, or use a table of values'] : []),
      ...remarksOnRoles(undefined, claims, table, {
        dates,
        empty,
        sources,
        used: [person.name, organisation.name].flat(),
      }),
    ],
    score: 6 + dated.length,
  }
}

function ofNodes({ entity, label, people, organisations }: Nodes, table: Table): Proposal {
  const { id, name } = entity
  const some = (texts: string[], more: object = {}) =>
    texts.length > 0 ? [{ when: { [label.name]: texts }, id, name, ...more }] : []
  const rest = label.texts.filter(text => ![...people, ...organisations].includes(text))
  const { dates, empty, body } = common(table, { dated: [], person: entity, organisations: [], values: {} })
  return {
    body: { ...body, people: some(people), organisations: some(organisations, { type: 'other' }) },
    remarks: [
      'the table has people and organisations but no claims: load it together with the table of their relations',
      ...(organisations.length > 0
        ? ['organisations.type is other for all; correct it, or use a table of values']
        : []),
      ...(rest.length > 0
        ? [`rows with other texts in "${label.name}" are skipped: ${rest.slice(0, 8).join(', ')}`]
        : []),
      ...remarksOnRoles(undefined, [], table, { dates, empty, sources: sourcesOf(table), used: [name].flat() }),
    ],
    score: 3,
  }
}

interface Common {
  dated: string[]
  person?: Entity
  organisations: Entity[]
  values: Record<string, unknown>
}

/** The parts that describe how to read the file. */
function common(table: Table, { dated, person, organisations, values }: Common) {
  const named = { people: columnsOf(table, person), organisations: organisations.flatMap(one => one.given ?? []) }
  const empty = emptyTexts(table, named, dated)
  const texts = dated.flatMap(column => table.texts(column)).filter(text => !empty.includes(text))
  const dates: DateGuess = guessDates(texts)
  const body = {
    ...(table.each === undefined ? {} : { rows: { each: table.each } }),
    ...(empty.length > 0 ? { empty } : {}),
    ...(dates.language ? { language: dates.language } : {}),
    ...(dates.dates.length > 0 ? { dates: dates.dates } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
  }
  return { dates, body, empty }
}

/** All columns that make up a name. */
const columnsOf = ({ columns }: Table, entity: Entity | undefined) =>
  columns.flatMap(({ name }) => (String(entity?.name).includes(of(name)) ? [name] : []))

const onManner = (claims: readonly Claim[]) => claims.some(({ manner }) => manner !== undefined)

const tableOf = (texts: readonly string[]) =>
  Object.fromEntries(texts.slice(0, 60).flatMap(text => (mannerOf(text) === '' ? [] : [[text, mannerOf(text)]])))

const distinct = <T extends { id: unknown }>(list: T[]) =>
  list.filter((one, at) => list.findIndex(other => String(other.id) === String(one.id)) === at)

const withSource = (claims: readonly Claim[], { id, locator }: Sources) =>
  claims.map(claim => ({ ...claim, source: id, ...(locator && { locator }) }))
