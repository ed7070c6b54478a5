import type { Column, Kind } from './columns.ts'
import { type Entity, entityOf, idOf, isWikidata, labelOf, of, prefixOf } from './propose-entities.ts'
import type { Table } from './sample-table.ts'

/** The people of the rows, and remarks for the user to check. */
export interface PersonFound extends Entity {
  remarks: string[]
}

const HAN = /\p{Script=Han}|\p{Script=Hangul}|\p{Script=Hiragana}|\p{Script=Katakana}/u

/** The people of a table; undefined if no column clearly names them. */
export function findPerson(table: Table): PersonFound | undefined {
  const found = nameOf(table)
  if (!found) return undefined
  const ids = idColumn(table, found.columns)
  // An id already distinguishes people with the same name.
  const { name, columns, alias, remarks } = (ids && found.plain) ?? found
  const label = columns.length === 1 && columns[0] ? labelOf(columns[0], table) : undefined
  const [only] = columns
  if (label && only) return { ...entityOf(only, table), aliases: aliasesOf(table), given: label.name, remarks }
  const slugOf = (columns: readonly Column[]) => columns.map(column => of(column.name, '|slug')).join('-')
  const parts = typeof name === 'string' ? undefined : found.parts
  const bySlug = [slugOf(columns), ...(parts ? [slugOf(parts)] : [])]
  const aliases = [...(alias ? [alias] : []), ...(aliasesOf(table) ?? [])]
  if (ids) remarks.push(...idRemarks(ids, columns, table))
  else
    remarks.push(
      'people with the same name become one person; if there are namesakes, add a column to people.id and claims.person',
    )
  const id = ids && idOf(ids, table)
  return {
    id: single(id === undefined ? bySlug : ids && table.texts(ids.name).includes('') ? [id, ...bySlug] : [id]),
    name,
    ...(aliases.length > 0 && { aliases }),
    given: columns[0]?.name,
    column: columns[0],
    remarks,
  }
}

const single = (texts: string[]): string | string[] => (texts.length === 1 ? (texts[0] ?? '') : texts)

interface NameFound {
  name: string | string[]
  alias?: string
  columns: Column[]
  remarks: string[]
  /** Columns of first and last names, if there is a full name too. */
  parts?: Column[]
  /** The name without middle parts, if the middle parts only distinguish people. */
  plain?: NameFound
}

function nameOf(table: Table): NameFound | undefined {
  const all = (kind: Kind) => table.columns.filter(column => column.kind === kind && column.texts.length > 0)
  const [first] = all('first name')
  let last = all('last name')
  // "Nom" beside "Prénom" and "Name" beside "Vorname" are family names.
  const names = [...all('name'), ...all('person').filter(({ words }) => /^(nom|nombre|name)$/.test(words))]
  if (first && last.length === 0) last = names.filter(({ words }) => /^(nom|name)$/.test(words)).slice(0, 1)
  const [full] = names.filter(column => !last.includes(column))
  if (full) {
    const parts = first && last.length > 0 ? [first, ...last] : undefined
    if (!parts || !first) return { name: of(full.name), columns: [full], remarks: [] }
    const alias = halves(first, last)
    // Either may be empty in a row.
    const isPartial = table.texts(full.name).includes('')
    return { name: isPartial ? [of(full.name), alias] : of(full.name), alias, columns: [full], parts, remarks: [] }
  }
  if (first && last.length > 0) return split(first, last, table)
  const [person] = [...all('person'), ...items(table), ...all('first name')]
  if (person) return { name: of((labelOf(person, table) ?? person).name), columns: [person], remarks: [] }
  const [loose] = table.columns.filter(({ kind, words }) => kind === 'other name' && /^name( |$)/.test(words))
  const [other] = loose ? [loose] : only(all('other person'))
  if (!other) return undefined
  const remarks = [`"${other.name}" is read as the names of the people; correct it if another column has them`]
  return { name: of(other.name), columns: [other], remarks }
}

const only = <T>(list: T[]) => (list.length === 1 ? list : [])

/** Wikidata results often call a person `item`. */
const items = (table: Table) =>
  table.columns.filter(
    column => /^(item|human|subject)$/.test(column.words) && isWikidata(column.texts) && labelOf(column, table),
  )

const isHan = (columns: readonly Column[]) => columns.every(({ texts }) => texts.every(text => HAN.test(text)))

/** First and last names in the order of the culture. */
const halves = (first: Column, last: readonly Column[]) =>
  isHan([first, ...last])
    ? [...last, first].map(({ name }) => of(name)).join('')
    : [first, ...last].map(({ name }) => of(name)).join(' ')

/** Includes the middle name only if it distinguishes people. */
function split(first: Column, last: Column[], table: Table): NameFound {
  const rest = table.columns.filter(
    ({ kind, texts }) => (kind === 'middle name' || kind === 'suffix') && texts.length > 0,
  )
  const middle = rest.filter(({ kind }) => kind === 'middle name')
  const suffix = rest.filter(({ kind }) => kind === 'suffix')
  const whole = [first, ...middle, ...last, ...suffix]
  const plain = [first, ...last]
  const texts = (columns: Column[]) => {
    const lists = columns.map(({ name }) => table.texts(name))
    return Array.from({ length: table.rows }, (_, row) => lists.map(list => list[row]).join('\n'))
  }
  if (rest.length === 0) return { name: halves(first, last), columns: plain, remarks: [] }
  const isNeeded = new Set(texts(whole)).size > new Set(texts(plain)).size
  const full = whole.map(({ name }) => of(name)).join(' ')
  const short = { name: halves(first, last), alias: full, columns: plain, remarks: [] }
  return isNeeded ? { name: full, alias: halves(first, last), columns: whole, remarks: [], plain: short } : short
}

function aliasesOf(table: Table): string[] | undefined {
  const aliases = table.columns.filter(({ kind, texts }) => kind === 'alias' && texts.length > 0)
  return aliases.length > 0 ? aliases.map(({ name }) => of(name)) : undefined
}

/** The column of person ids: one with a matching name, otherwise a bare "id". */
function idColumn(table: Table, names: readonly Column[]): Column | undefined {
  const candidates = [
    ...table.columns.filter(({ kind }) => kind === 'person id'),
    ...table.columns.filter(({ kind }) => kind === 'id'),
  ]
  return candidates.find(ids => ids.texts.length > 0 && share(ids, names, table) >= 0.8)
}

/** The share of ids with exactly one name. */
function share(ids: Column, names: readonly Column[], table: Table): number {
  const found = new Map<string, Set<string>>()
  const lists = names.map(({ name }) => table.texts(name))
  table.texts(ids.name).forEach((id, row) => {
    if (id !== '') found.set(id, (found.get(id) ?? new Set()).add(lists.map(list => list[row]).join('\n')))
  })
  return [...found.values()].filter(names => names.size === 1).length / Math.max(found.size, 1)
}

function* idRemarks(ids: Column, names: readonly Column[], table: Table): Generator<string> {
  if (ids.texts.every(text => /^\d+$/.test(text)))
    yield `ids of people begin with "${prefixOf(table)}", because another file may use the numbers in "${ids.name}" for other people`
  const lists = names.map(({ name }) => table.texts(name))
  const idsByName = new Map<string, Set<string>>()
  table.texts(ids.name).forEach((id, row) => {
    const name = lists
      .map(list => list[row])
      .join(' ')
      .trim()
    if (name === '' || id === '') return
    idsByName.set(name, (idsByName.get(name) ?? new Set()).add(id))
  })
  const [twice] = [...idsByName].filter(([, ids]) => ids.size > 1)
  if (twice)
    yield `"${twice[0]}" has several ids in "${ids.name}": if these rows mean one person, form people.id and claims.person from the name`
}
