import { DateError, type PartialDate, parseDate } from '../../cypher/dates.ts'
import { isNothing, same } from '../lib/diff.ts'

/**
 * What a load says of a person, an organisation or a source is a description: some of these columns, from one source or from
 * none that is named. Descriptions add up. An absent column erases nothing, and another name is kept as another name.
 */
export type Values = Record<string, string | string[] | null | undefined>

/** How the values of one column add up. */
type Rule =
  /** The first stays the name; others become further names. */
  | 'name'
  /** All of them. */
  | 'names'
  /** There can be one only. */
  | 'one'
  /** The narrower of two that agree; there can be no two that do not, unless two sources say so. */
  | 'date'
  /** The first stays. */
  | 'first'
  /** All different ones, one after the other. */
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
  /** Columns whose value the description changes. */
  changed: string[]
  /** Columns in which the description contradicts what there is, so that both cannot be kept. */
  contradicted: string[]
  /** Columns of which the first value stays, though the description has another. */
  kept: string[]
}

/** How a description is to be taken. */
export interface Manner {
  /** It corrects what there is: its values take the place of others. A former name stays a further name. */
  corrects?: boolean
  /** It comes from another source than what there is: then two dates may differ. */
  elsewhere?: boolean
}

/** What there is, with a further description added. `before` is left as it is. */
export function combine(kind: DescribedKind, before: Values, more: Values, manner: Manner = {}): Combined {
  const combined: Combined = { values: { ...before }, changed: [], contradicted: [], kept: [] }
  const { values } = combined
  for (const [column, rule] of Object.entries(COLUMNS[kind]) as [string, Rule][]) {
    const [old, given] = [before[column], more[column]]
    if (given === null || given === undefined || isNothing(given)) continue
    if (rule === 'name' || rule === 'names') addNames(kind, values, given, rule, manner)
    else if (isNothing(old) || (manner.corrects && rule !== 'text')) values[column] = given
    else if (rule === 'text') values[column] = joinTexts(String(old), String(given))
    else if (rule === 'date') addDate(combined, column, [String(old), String(given)], manner)
    else if (old !== given) combined[rule === 'one' ? 'contradicted' : 'kept'].push(column)
  }
  combined.changed = changedColumns(kind, before, values)
  return combined
}

/** Sources have one title and no further ones: another stays with its description. */
function addNames(kind: DescribedKind, values: Values, given: string | string[], rule: Rule, manner: Manner): void {
  const column = kind === 'source' ? 'title' : 'name'
  const name = values[column] as string | null | undefined
  const main = rule === 'name' && (isNothing(name) || manner.corrects) ? String(given) : name
  const more = [
    ...((values.aliases as string[] | undefined) ?? []),
    ...(isNothing(name) ? [] : [String(name)]),
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

/** From the first day that one of them allows to the last. */
function span(a: PartialDate, b: PartialDate): string {
  const from = first(a) < first(b) ? a.earliest : b.earliest
  const to = last(a) > last(b) ? a.latest : b.latest
  return `${from ?? '..'}/${to ?? '..'}`
}

const BETWEEN = ' · '
const joinTexts = (old: string, given: string): string =>
  old.split(BETWEEN).includes(given) || old === given ? old : `${old}${BETWEEN}${given}`

/** The columns in which two differ. */
export const changedColumns = (kind: DescribedKind, before: Values, after: Values): string[] =>
  Object.keys(COLUMNS[kind]).filter(column => !same(before[column], after[column]))
