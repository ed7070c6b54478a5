import { same, type Tally } from '../lib/diff.ts'
import { groupBy } from '../lib/group-by.ts'
import { searchOf } from '../names/search-names.ts'
import { COLUMNS, changedColumns, combine, type DescribedKind, type Values } from './combine.ts'

/** One value that a load changes. */
export interface ValueChange {
  kind: DescribedKind | 'claim'
  id: string
  column: string
  before: string | string[] | null
  after: string | string[] | null
  /** For a claim: person, event and organisation. */
  about?: string[]
}

/** Existing values of an entity, and the sources that describe it. */
export interface Existing {
  values: Values & { search?: string[]; searchForms?: string[] | null }
  sources: readonly string[]
}

/** An entity with the combined values of all descriptions. */
export type Effective = { id: string } & Values

export interface DescribedChanges {
  /** New entities, each with the first row that describes it. */
  added: { effective: Effective; first: DescribedInput }[]
  changed: Effective[]
  /** Further descriptions, in input order. */
  descriptions: { row: DescribedInput; isNew: boolean }[]
  /** Ids of existing entities that the rows describe without a change. */
  restated: string[]
  /** Combined values of every entity, changed or not. */
  effective: Map<string, Values>
  values: ValueChange[]
}

export type DescribedInput = { id: string; source?: string | null } & object

/** Compares rows of one kind with existing entities. Several rows of one id combine in input order. */
export function describe(
  kind: DescribedKind,
  rows: readonly DescribedInput[],
  existing: ReadonlyMap<string, Existing>,
  corrects: boolean,
  tally: Tally,
): DescribedChanges {
  const changes: DescribedChanges = {
    added: [],
    changed: [],
    descriptions: [],
    restated: [],
    effective: new Map(),
    values: [],
  }
  for (const [id, own] of groupBy(rows, ({ id }) => id)) {
    const before = existing.get(id)
    const sources = new Set(before?.sources)
    let values: Values = before?.values ?? {}
    let hasNewDescription = false
    for (const row of own) {
      const source = row.source ?? null
      const combined = combine(kind, values, row as unknown as Values, { corrects, elsewhere: source !== null })
      const isRepeated =
        before !== undefined && combined.changed.length === 0 && (source === null || sources.has(source))
      values = combined.values
      if (source !== null) sources.add(source)
      if (isRepeated) continue
      if (before !== undefined || row !== own[0]) changes.descriptions.push({ row, isNew: before === undefined })
      hasNewDescription = true
    }
    changes.effective.set(id, values)
    const [first] = own
    const effective = effectiveRow(kind, id, values)
    if (before === undefined) {
      tally.added++
      if (first) changes.added.push({ effective, first })
      continue
    }
    const changed = changedColumns(kind, before.values, values)
    const isStale = SEARCHED.some(property => !same(before.values[property], effective[property]))
    tally[changed.length > 0 || hasNewDescription || isStale ? 'changed' : 'unchanged']++
    if (!hasNewDescription) changes.restated.push(id)
    if (changed.length > 0 || isStale) changes.changed.push(effective)
    for (const column of changed)
      changes.values.push({ kind, id, column, before: before.values[column] ?? null, after: values[column] ?? null })
  }
  return changes
}

/** An entity with the combined values of all descriptions, with every column. */
export const effectiveRow = (kind: DescribedKind, id: string, values: Values): Effective => ({
  ...columnsOf(kind, values),
  id,
  ...(kind !== 'source' &&
    searchOf({ kind, id, name: String(values.name), aliases: (values.aliases as string[] | undefined) ?? [] })),
})

const SEARCHED = ['search', 'searchForms'] as const

const columnsOf = (kind: DescribedKind, values: Values): Values =>
  Object.fromEntries(
    Object.keys(COLUMNS[kind]).map(column => [column, values[column] ?? (column === 'aliases' ? [] : null)]),
  )
