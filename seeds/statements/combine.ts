import { DateError, type PartialDate, parseDate } from '../../cypher/dates.ts'
import { isEmpty, same } from '../lib/diff.ts'

/**
 * A description is what a load states about a person, organisation or source: some of these columns, with or without a
 * source. Descriptions add up. A missing column erases nothing, and a different name is kept as an alias.
 */
export type Values = Record<string, string | string[] | null | undefined>

/** How the values of a column combine. */
type Rule =
  /** The first remains the name; others become aliases. */
  | 'name'
  /** Keeps all values. */
  | 'names'
  /** A single value; a different one is a contradiction. */
  | 'one'
  /**
   * Keeps the narrower of two compatible dates. Incompatible dates are a contradiction unless they come from two
   * sources.
   */
  | 'date'
  /** Keeps the first value. */
  | 'first'
  /** Concatenates all distinct values. */
  | 'text'

export const COLUMNS = {
  person: { name: 'name', aliases: 'names', died: 'date', note: 'text' },
  organisation: { name: 'name', aliases: 'names', type: 'one', dissolved: 'date', note: 'text' },
  source: { title: 'name', publisher: 'first', url: 'first', published: 'date', language: 'first', note: 'text' },
} as const satisfies Record<string, Record<string, Rule>>

export type DescribedKind = keyof typeof COLUMNS

export const LABELS = { person: 'Person', organisation: 'Organisation', source: 'Source' } as const satisfies Record<
  DescribedKind,
  string
>

export interface Combined {
  values: Values
  /** Columns with a value changed by the description. */
  changed: string[]
  /** Columns in which the description contradicts existing values. */
  contradicted: string[]
  /** Columns that keep the first value although the description has another. */
  kept: string[]
}

/** How to apply a description. */
export interface Manner {
  /** Corrects existing values: replaces them. A replaced name becomes an alias. */
  corrects?: boolean
  /** Comes from a different source than existing values, so that dates may differ. */
  elsewhere?: boolean
}

/** Adds a description to existing values. Does not modify `before`. */
export function combine(kind: DescribedKind, before: Values, more: Values, manner: Manner = {}): Combined {
  const combined: Combined = { values: { ...before }, changed: [], contradicted: [], kept: [] }
  const { values } = combined
  for (const [column, rule] of Object.entries(COLUMNS[kind]) as [string, Rule][]) {
    const [old, given] = [before[column], more[column]]
    if (given === null || given === undefined || isEmpty(given)) continue
    if (rule === 'name' || rule === 'names') addNames(kind, values, given, rule, manner)
    else if (isEmpty(old) || (manner.corrects && rule !== 'text')) values[column] = given
    else if (rule === 'text') values[column] = joinTexts(String(old), String(given))
    else if (rule === 'date') addDate(combined, column, [String(old), String(given)], manner)
    else if (old !== given) combined[rule === 'one' ? 'contradicted' : 'kept'].push(column)
  }
  combined.changed = changedColumns(kind, before, values)
  return combined
}

/** A source has one title and no aliases. A different title is kept only in its description. */
function addNames(kind: DescribedKind, values: Values, given: string | string[], rule: Rule, manner: Manner): void {
  const column = kind === 'source' ? 'title' : 'name'
  const name = values[column] as string | null | undefined
  const main = rule === 'name' && (isEmpty(name) || manner.corrects) ? String(given) : name
  const more = [
    ...((values.aliases as string[] | undefined) ?? []),
    ...(isEmpty(name) ? [] : [String(name)]),
    ...[given].flat(),
  ]
  values[column] = main
  if (kind !== 'source') values.aliases = [...new Set(more)].filter(alias => alias !== main)
}

function addDate(
  { values, contradicted }: Combined,
  column: string,
  [old, given]: [string, string],
  manner: Manner,
): void {
  if (old === given) return
  const [a, b] = [dateOf(old), dateOf(given)]
  if (!a || !b) contradicted.push(column)
  else if (!agree(a, b)) {
    if (!manner.elsewhere) contradicted.push(column)
    else values[column] = span(a, b)
  } else if (isWithin(b, a) && !isWithin(a, b)) values[column] = given
}

const dateOf = (text: string): PartialDate | undefined => {
  try {
    return parseDate(text)
  } catch (error) {
    if (error instanceof DateError) return undefined
    throw error
  }
}

const first = ({ earliest }: PartialDate): string => earliest ?? ''
const last = ({ latest }: PartialDate): string => latest ?? '9999-12-31'
const agree = (a: PartialDate, b: PartialDate): boolean => first(a) <= last(b) && first(b) <= last(a)
const isWithin = (a: PartialDate, b: PartialDate): boolean => first(a) >= first(b) && last(a) <= last(b)

/** The interval from the first to the last possible day of both dates. */
function span(a: PartialDate, b: PartialDate): string {
  const from = first(a) < first(b) ? a.earliest : b.earliest
  const to = last(a) > last(b) ? a.latest : b.latest
  return `${from ?? '..'}/${to ?? '..'}`
}

const BETWEEN = ' · '
const joinTexts = (old: string, given: string): string =>
  old.split(BETWEEN).includes(given) || old === given ? old : `${old}${BETWEEN}${given}`

/** The columns in which two sets of values differ. */
export const changedColumns = (kind: DescribedKind, before: Values, after: Values): string[] =>
  Object.keys(COLUMNS[kind]).filter(column => !same(before[column], after[column]))
