import { type Bounds, parseDate } from '../../cypher/dates.ts'
import { ORGANISATION_TYPES, type Organisation, type PartOf } from '../../cypher/model.ts'
import { quote } from '../lib/did-you-mean.ts'
import { identify } from '../lib/id.ts'
import type { OrganisationInput, Place, Read } from '../staging/dataset.ts'
import type { Values } from '../statements/combine.ts'
import type { ExistingRecords } from '../store/existing-records.ts'
import { type Diagnostic, describePlace } from '../tables/diagnostic.ts'
import type { Resolved } from './resolve-names.ts'

export type Report = (problem: Diagnostic, row: number) => void

/** Keeps the first row of each key, by default the id, and reports the others. */
export function unique<T extends Read<{ id: string }>>(
  what: string,
  things: T[],
  report: Report,
  keyOf: (thing: T) => string = ({ id }) => id,
): T[] {
  const first = new Map<string, Place>()
  return things.filter(thing => {
    const { id, place, row } = thing
    const before = first.get(keyOf(thing))
    if (before)
      report(
        {
          ...place,
          column: 'id',
          message: `"${id}" is the id of another ${what} at ${describePlace(before)}; ids are unique`,
        },
        row,
      )
    else first.set(keyOf(thing), place)
    return !before
  })
}

/** Reports new organisations without a type in any row. */
export function checkTypes(rows: Read<OrganisationInput>[], values: ReadonlyMap<string, Values>, report: Report): void {
  for (const { id, place, row } of rows)
    if (!values.get(id)?.type)
      report(
        {
          ...place,
          column: 'type',
          message: `is empty, and ${quote(id)} is new; write one of ${ORGANISATION_TYPES.join(', ')}`,
        },
        row,
      )
}

export function resolveSource(
  { place, row }: Read<object>,
  ref: string,
  source: (ref: string) => Resolved,
  report: Report,
): string {
  const found = source(ref)
  if ('id' in found) return found.id
  report({ ...place, column: 'source', message: found.fault }, row)
  return ref
}

export const typed = (values: ReadonlyMap<string, Values>): Pick<Organisation, 'id' | 'type'>[] =>
  Array.from(values, ([id, { type }]) => ({ id, type: type as Organisation['type'] }))

export function checkPartOf(
  all: Read<PartOf>[],
  bad: ReadonlySet<number>,
  organisation: (ref: string) => Resolved,
  sourceOf: (ref: string) => Resolved,
  report: Report,
): Read<PartOf>[] {
  return all.flatMap(part => {
    const { place, row } = part
    const whole = organisation(part.whole)
    const source = sourceOf(part.source)
    if ('fault' in whole) report({ ...place, column: 'part_of', message: whole.fault }, row)
    else if ('fault' in source) report({ ...place, column: 'part_of_source', message: source.fault }, row)
    else if (whole.id === part.part) report({ ...place, column: 'part_of', message: 'is the organisation itself' }, row)
    else if (!bad.has(row)) {
      const id = identify('part', part.part, whole.id, part.from)
      return [{ ...part, whole: whole.id, source: source.id, id }]
    }
    return []
  })
}

/** Dates of dissolution in the database, updated by the files. */
export async function dissolvedAmong(
  organisations: ReadonlyMap<string, Values>,
  existing: ExistingRecords,
  rootOf: (id: string) => string,
): Promise<Map<string, Bounds>> {
  const all = new Map<string, Bounds>()
  const described = Array.from(organisations, ([id, { dissolved }]) => ({ id, dissolved }))
  for (const { id, dissolved } of [...(await existing.dissolved()), ...described])
    if (typeof dissolved === 'string') all.set(rootOf(id), parseDate(dissolved))
  return all
}
