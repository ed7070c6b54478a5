import { type EventWord, eventOf } from './column-values.ts'
import type { Column } from './columns.ts'
import { type Claim, filled, type When } from './propose-claims.ts'
import { type Entity, entityOf, idOf, of, prefixOf } from './propose-entities.ts'
import type { Table } from './sample-table.ts'

/** A table of relations between the nodes of a network. */
export interface Edges {
  person: Entity
  organisation: Entity
  /** Whether the table contains node names and not only ids. */
  named: boolean
  /** The column with the type of relation. */
  type?: Column
  start?: Column
  end?: Column
  date?: Column
}

const PAIRS: readonly (readonly [RegExp, RegExp])[] = [
  [/^source$/, /^target$/],
  [/^from$/, /^to$/],
  [/^start id\b/, /^end id\b/],
  [/^entity ?1\b/, /^entity ?2\b/],
  [/^subject\b/, /^object\b/],
  [/^source (id|name|label)$/, /^target (id|name|label)$/],
]
/** LittleSis codes of relation types: position, education, membership. */
const LITTLESIS = ['1', '2', '3']

/** Undefined if the table is no table of relations. */
export function findEdges(table: Table): Edges | undefined {
  const hasPeople = table.columns.some(
    ({ kind, texts }) => ['name', 'person', 'last name', 'first name'].includes(kind) && texts.length > 0,
  )
  for (const [from, to] of PAIRS) {
    const [sources, targets] = [from, to].map(end => table.columns.filter(({ words }) => end.test(words)))
    if (!sources?.[0] || !targets?.[0] || (hasPeople && /from/.test(from.source))) continue
    if ([...sources, ...targets].some(({ kind }) => kind === 'start' || kind === 'end')) continue
    const [person, organisation] = [nodeOf(sources, table), nodeOf(targets, table)]
    const kind = (...kinds: Column['kind'][]) =>
      table.columns.find(column => kinds.includes(column.kind) && column.texts.length > 0)
    return {
      person: person.entity,
      organisation: organisation.entity,
      named: person.named && organisation.named,
      type: typeColumn(table),
      start: kind('start'),
      end: kind('end'),
      date: kind('date'),
    }
  }
  return undefined
}

/** The column in which most texts are known relations. */
function typeColumn(table: Table): Column | undefined {
  const known = ({ texts }: Column) => texts.filter(text => eventOf(text) !== undefined).length
  const candidates = table.columns.filter(({ words }) =>
    /\b(type|label|relation(ship)?|category id|event)\b/.test(words),
  )
  const best = candidates.sort((a, b) => known(b) - known(a))[0]
  return candidates.find(isLittleSis) ?? (best && known(best) > 0 ? best : undefined)
}

const isLittleSis = ({ words, texts }: Column) =>
  /\bcategory id$/.test(words) && texts.length > 0 && texts.every(text => /^\d{1,2}$/.test(text))

function nodeOf(columns: Column[], table: Table): { entity: Entity; named: boolean } {
  const ids = columns.find(({ words }) => /\bid\b/.test(words))
  const names = columns.find(column => column !== ids)
  if (ids && names) {
    const entity = { id: idOf(ids, table), name: of(names.name), given: names.name, column: names }
    return { entity, named: true }
  }
  const [column] = columns
  if (!column) throw new Error('a pair of columns has none')
  const named = !ids && !column.texts.every(text => /^\d+$/.test(text))
  return {
    named,
    entity: named ? entityOf(column, table) : { id: idOf(column, table), name: '', given: column.name, column },
  }
}

/** The texts of the type column for each event. */
function relations({ type }: Edges): [EventWord, string[]][] {
  if (!type) return []
  if (isLittleSis(type)) return [['present', type.texts.filter(text => LITTLESIS.includes(text))]]
  const events: EventWord[] = ['joined', 'left', 'present']
  return events.map(event => [event, type.texts.filter(text => eventOf(text) === event)])
}

/** The claims of relations with a known meaning. Others make no claim. */
export function claimsOfEdges(edges: Edges): Claim[] {
  const { person, organisation, type, start, end, date } = edges
  const ids = { person: person.id, organisation: organisation.id }
  const on = (column: Column | undefined) => (column ? { on: of(column.name) } : {})
  if (!type) return [{ ...ids, event: 'TODO', ...on(date ?? start) }]
  return relations(edges).flatMap(([event, texts]): Claim[] => {
    if (texts.length === 0) return []
    const when = { [type.name]: texts }
    if (event !== 'present' || (!start && !end))
      return [{ when, ...ids, event, ...on((event === 'left' ? end : start) ?? date) }]
    const [starts, ends]: (When | undefined)[] = [filled(start), filled(end)]
    const stays: (Claim | undefined)[] = [
      starts && { when: { ...when, ...starts }, ...ids, event: 'joined', ...on(start) },
      ends && { when: { ...when, ...ends }, ...ids, event: 'left', ...on(end) },
      { when, unless: { ...starts, ...ends }, ...ids, event },
    ]
    return stays.filter(claim => claim !== undefined)
  })
}

/** The relation types whose rows yield people and organisations. */
export const usedRelations = (edges: Edges): string[] => relations(edges).flatMap(([, texts]) => texts)

export function* remarksOnEdges(edges: Edges, table: Table): Generator<string> {
  const { person, organisation, type, named } = edges
  const [from, to] = [person.column?.name, organisation.column?.name]
  yield `"${from}" is read as people and "${to}" as organisations; swap them, or add conditions, if that is wrong for some rows`
  if (!type) yield 'claims.event: no column gives the event; write joined, left or present, or make several claims'
  else {
    const used = new Set(usedRelations(edges))
    const rest = type.texts.filter(text => !used.has(text))
    if (rest.length > 0)
      yield `rows with these texts in "${type.name}" make no claim: ${list(rest)}; add those that mean that a person was in an organisation`
  }
  if (!named)
    yield `the table has ids but no names: load the file with the names, and form people.id and organisations.id in the same way${
      String(person.id).startsWith('{') ? '' : `, as ${prefixOf(table)}{id}`
    }`
}

export const list = (texts: readonly string[]) =>
  `${texts
    .slice(0, 8)
    .map(text => `"${text.slice(0, 40)}"`)
    .join(', ')}${texts.length > 8 ? ', …' : ''}`
