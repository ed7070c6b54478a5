import { FileError, type Input, openInput } from '../files/input.ts'
import type { Format } from '../formats/shared/format.ts'
import { orKnown } from '../lib/did-you-mean.ts'
import { isMissing } from '../lib/is-missing.ts'
import { ClaimCount, type RowsWithoutClaim } from '../tables/claim-count.ts'
import type { ReadContext } from '../tables/raw-row.ts'
import { apply, NamedEntities } from './apply.ts'
import { type Compiled, compileMapping } from './compile.ts'
import { type FlatRecord, flatten } from './flatten.ts'
import { mergeStays } from './merge.ts'
import { type ParsedMapping, parseMapping } from './parse.ts'
import { isFlat, isWorkbook, openRecords, type Records } from './records.ts'

/** A mapping that reads any file like a format. */
export interface Mapping {
  of(input: Input): Pick<Format, 'read' | 'flat'>
  /** The entities that the rows of all files name. Complete once all files are read. */
  named: NamedEntities
  /** The rows without a claim so far; undefined if the mapping makes no claims. */
  withoutClaim(): RowsWithoutClaim | undefined
}

/** Opens a mapping. Reports its faults and returns null if it is invalid. */
export async function openMapping(
  path: string,
  context: ReadContext,
  opened: (input: Input) => void,
): Promise<Mapping | null> {
  const yaml = await readMapping(path, context, opened)
  if (yaml === null) return null
  const { mapping, problems } = parseMapping(path, yaml)
  const compiled = mapping && compileMapping(mapping)
  const faults = [...problems, ...(compiled?.problems ?? [])]
  for (const fault of faults) context.report(fault)
  if (!mapping || !compiled || faults.some(({ warning }) => !warning)) return null
  const named = new NamedEntities()
  const count = new ClaimCount()
  return {
    named,
    withoutClaim: () => (mapping.text.claims.length > 0 ? count.result() : undefined),
    of: input => ({
      read: (input, context) => readMapped(input, mapping, compiled, { named, count }, context),
      flat: isFlat(input),
    }),
  }
}

async function readMapping(
  path: string,
  { report, note }: ReadContext,
  opened: (input: Input) => void,
): Promise<string | null> {
  try {
    const input = await openInput(path, note)
    opened(input)
    return await input.text()
  } catch (error) {
    if (error instanceof FileError)
      report({ file: path, line: error.line, column: error.column, message: error.message, whole: true })
    else if (isMissing(error))
      report({ file: path, message: 'does not exist; draft one with npm run load -- --map init FILE', whole: true })
    else throw error
    return null
  }
}

/** The results of the rows of all files together. */
interface Made {
  named: NamedEntities
  count: ClaimCount
}

async function* readMapped(input: Input, mapping: ParsedMapping, compiled: Compiled, made: Made, context: ReadContext) {
  const sheets = isWorkbook(input) ? input.workbook?.sheets : undefined
  for (const sheet of sheets ?? [mapping.text.rows.sheet])
    yield* readMappedList(input, sheet, mapping, compiled, made, context)
}

async function* readMappedList(
  input: Input,
  sheet: string | undefined,
  mapping: ParsedMapping,
  compiled: Compiled,
  { named, count }: Made,
  context: ReadContext,
) {
  const { rows } = mapping.text
  const columns = new Set(compiled.references.map(({ column }) => column))
  const records = await openRecords(input, { ...rows, sheet, columns }, context)
  const seen = new Set(records.header?.columns)
  if (records.header && reportMissing(seen)) return
  const flat = flatRecords(records, mapping, { seen, count }, context)
  const stays = rows.merge ? mergeStays(flat, rows.merge, compiled.toDate, context) : flat
  yield* apply(stays, compiled, named, count, context)
  if (!records.header) reportMissing(seen)

  /** Reports columns that the mapping reads but the file lacks; true if there are any. */
  function reportMissing(columns: ReadonlySet<string>): boolean {
    const missing = compiled.references.filter(({ column }) => !isKnown(column, columns, rows.each))
    for (const { column, path } of missing) {
      const known = [...columns].filter(name => !name.startsWith('@'))
      const message = `reads "${column}", which is not a column of ${input.file}${orKnown(column, 'Columns', known)}`
      context.report(mapping.fault(path, message))
    }
    return missing.length > 0
  }
}

const GIVEN = new Set(['@line', '@file', '@index'])
const isKnown = (column: string, columns: ReadonlySet<string>, each: string | undefined) =>
  GIVEN.has(column) || columns.has(column) || column === each

async function* flatRecords(
  records: Records,
  { text }: ParsedMapping,
  { seen, count }: { seen: Set<string>; count: ClaimCount },
  { report }: ReadContext,
): AsyncGenerator<FlatRecord> {
  const how = { each: text.rows.each, separator: text.separator, empty: new Set(text.empty) }
  for await (const record of records.rows) {
    let faults = 0
    const flat = flatten(record, how, (problem, originals) => {
      faults++
      report(problem, originals)
    })
    if (flat.length === 0) count.add({ claims: 0, faults, rows: 1 }, ['empty list'])
    for (const row of flat) {
      if (!records.header) for (const column of row.columns.keys()) seen.add(column)
      yield row
    }
  }
}
