import { quote } from '../lib/did-you-mean.ts'
import { areAlike, hasWords } from '../names/likeness.ts'
import { buckets, Spool } from '../staging/spool.ts'
import type { ClaimCount, Reason } from '../tables/claim-count.ts'
import { describePlace } from '../tables/diagnostic.ts'
import type { RawRow, ReadContext } from '../tables/raw-row.ts'
import { TABLES, type TableName } from '../tables/table-schemas.ts'
import { type Compiled, type CompiledBlock, isDateColumn } from './compile.ts'
import type { FlatRecord } from './flatten.ts'
import { ValueFault } from './template.ts'

/**
 * Deduplicates the people, organisations and sources of all mapped files. People, possibly millions, are kept on disk.
 */
export class NamedEntities {
  readonly #few = new Map<string, RawRow>()
  readonly #people = new Spool()

  add(row: RawRow, context: ReadContext): void {
    if (row.table === 'people') this.#people.add(String(row.fields.id), [row])
    else mergeInto(this.#few, row, context)
  }

  /** Call it after the last file. */
  *rows(context: ReadContext): Generator<RawRow> {
    yield* this.#few.values()
    for (const bucket of buckets()) {
      const some = new Map<string, RawRow>()
      for (const [row] of this.#people.read(bucket)) mergeInto(some, row as RawRow, context)
      yield* some.values()
    }
  }

  /** Frees the disk space of the people. */
  close(): void {
    this.#people.close()
  }
}

/** Turns the records of one file into rows: yields and counts claims, and adds entities to `named`. */
export async function* apply(
  records: AsyncIterable<FlatRecord>,
  { blocks, toDate }: Compiled,
  named: NamedEntities,
  count: ClaimCount,
  context: ReadContext,
): AsyncGenerator<RawRow> {
  for await (const record of records) {
    const made = { claims: 0, faults: 0, rows: record.originals.length }
    const reasons: Reason[] = []
    for (const block of blocks) {
      const isClaim = block.table === 'claims'
      if (!block.applies(record)) {
        if (isClaim) reasons.push('no condition of `when` was met')
        continue
      }
      const row = makeRow(record, block, toDate, context)
      if (row === 'fault') made.faults++
      else if (typeof row === 'string') reasons.push(row)
      else if (isClaim && row) {
        made.claims++
        yield row
      } else if (row) named.add(row, context)
    }
    count.add(made, reasons)
  }
}

/**
 * Makes a row of a block; undefined for an entity with empty columns. For a claim that cannot be made, returns the
 * reason.
 */
function makeRow(
  record: FlatRecord,
  { table, fields }: CompiledBlock,
  toDate: Compiled['toDate'],
  { report }: ReadContext,
): RawRow | Reason | 'fault' | undefined {
  const row: Record<string, unknown> = {}
  const names: Record<string, string> = {}
  for (const { name, templates } of fields) {
    const columns = [...new Set(templates.flatMap(({ columns }) => columns))]
    if (columns.length > 0) names[name] = columns.map(column => record.names?.[column] ?? column).join(' + ')
    try {
      if (name === 'aliases') {
        const all = templates.flatMap(({ only, fill }) => (only === undefined ? [fill(record)] : record.list(only)))
        row[name] = all.filter(alias => alias !== '')
        continue
      }
      const text = templates.map(({ fill }) => fill(record)).find(text => text !== '') ?? ''
      if (text === '' && mustBe(table, name)) for (const { withoutSlug } of templates) refuseEmpty(withoutSlug(record))
      if (text === '' && columns.length > 0 && (name === 'person' || name === 'organisation')) return `empty ${name}`
      row[name] = isDateColumn(name) ? (toDate(text) ?? text) : text
    } catch (error) {
      if (!(error instanceof ValueFault)) throw error
      report({ ...record.place, column: names[name] ?? name, message: error.message }, record.originals)
      return 'fault'
    }
  }
  if (table !== 'claims' && row.id === '' && row.name === '') return undefined
  const made = { table, place: record.place, fields: row, names, originals: record.originals }
  if (row.aliases) addAliases(made, [])
  return made
}

/** Columns without which there is no row. A missing source is allowed because `--source` may supply it. */
const mustBe = (table: TableName, column: string) =>
  column !== 'source' && (TABLES[table].required as readonly string[]).includes(column)

/** @throws {ValueFault} if no id can be made from non-empty text */
function refuseEmpty(text: string | undefined): void {
  if (text !== undefined)
    throw new ValueFault(`${quote(text)} has no letter or digit, so its slug is empty; form the id from another column`)
}

/**
 * Merges a second row with the same id and source: adds its names and missing values; on conflict the first row wins.
 * Two people with the same numeric id but different names are a fault.
 */
function mergeInto(entities: Map<string, RawRow>, row: RawRow, { report }: ReadContext): void {
  const { id } = row.fields
  const key = `${row.table} ${id} ${row.fields.source ?? ''}`
  const first = entities.get(key)
  if (!first) return void entities.set(key, row)
  for (const [column, value] of Object.entries(row.fields)) {
    const old = first.fields[column]
    if (column === 'aliases') addAliases(first, value as string[])
    else if (old === '' || old === undefined) first.fields[column] = value
    else if (value !== '' && value !== old && !isAlias(first, column, value)) {
      const place = first.place.file === row.place.file ? `line ${first.place.line}` : describePlace(first.place)
      const isName = column === 'name' && (row.table === 'people' || row.table === 'organisations')
      if (isName && !hasWords(String(id)) && !areAlike([String(value)], namesOf(first), String(id))) {
        const message = `${quote(String(value))} does not resemble ${quote(String(old))}, which has the id ${quote(String(id))} at ${place}; give each a separate id`
        report({ ...row.place, column: row.names?.name ?? column, message }, row.originals)
        return
      }
      const also = column === 'name' ? 'kept as another name' : 'not kept'
      if (column === 'name') addAliases(first, [String(value)])
      const message = `${quote(String(value))} is ${also}: ${quote(String(id))} has ${quote(String(old))} at ${place}. If they are two, give each a separate id`
      report({ ...row.place, column: row.names?.[column] ?? column, message, warning: true })
    }
  }
}

const namesOf = ({ fields }: RawRow): string[] => [
  String(fields.name),
  ...((fields.aliases as string[] | undefined) ?? []),
]

const isAlias = ({ fields }: RawRow, column: string, value: unknown) =>
  column === 'name' && Array.isArray(fields.aliases) && fields.aliases.includes(value)

function addAliases({ fields }: RawRow, more: string[]): void {
  const aliases = new Set([...((fields.aliases as string[] | undefined) ?? []), ...more])
  aliases.delete(String(fields.name))
  fields.aliases = [...aliases]
}
