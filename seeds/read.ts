import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { parseDate } from '../cypher/dates.ts'
import type { Claim, Organisation, PartOf, Person, Source } from '../cypher/model.ts'
import { tableFiles } from './formats/csv.ts'
import {
  type ClaimRow,
  type OrganisationRow,
  type PersonRow,
  type SourceRow,
  TABLES,
  type TableName,
} from './formats/tables.ts'
import { identify } from './id.ts'
import type { Place, RawRow, ReadContext, SourceOption } from './input/format.ts'
import { tableOf } from './input/header.ts'
import { FileFault, openInput } from './input/input.ts'
import { formatNamed, formatOf } from './input/registry.ts'
import { openMapping } from './map/mapping.ts'
import type { Problem } from './problem.ts'

export type { Place } from './input/format.ts'
export type Read<T> = T & { place: Place }

/** All that the files say, checked row by row and not yet against each other. */
export interface Dataset {
  people: Read<Person>[]
  organisations: Read<Organisation>[]
  partOf: Read<PartOf>[]
  sources: Read<Source>[]
  claims: Read<Claim>[]
  problems: Problem[]
  /** Remarks for the person at the terminal, as the encoding of a file. */
  notes: string[]
}

/** How files are read; by default each tells its format by its name and its beginning. */
export interface ReadOptions {
  /** The name of a format, for all files. */
  format?: string
  /** The path of a mapping, for all files. */
  map?: string
  /** The source of whatever names none. */
  source?: SourceOption
}

/** Reads files, and of a folder those that are named after a table (people.csv, claims-2024.jsonl), `.gz` or not. */
export async function readDataset(paths: string[], options: ReadOptions = {}): Promise<Dataset> {
  const data: Dataset = { people: [], organisations: [], partOf: [], sources: [], claims: [], problems: [], notes: [] }
  const { source, format } = options
  const context: ReadContext = {
    report: problem => void data.problems.push(problem),
    note: text => void data.notes.push(text),
    source,
  }
  if (source?.title !== undefined) keepSource(data, { ...source, title: source.title })
  const mapping = options.map === undefined ? undefined : await openMapping(options.map, context)
  if (mapping === null) return data
  for (const file of await filesOf(paths, data.problems))
    try {
      const input = await openInput(file, context.note)
      const reader = mapping ?? (format ? await formatNamed(format) : await formatOf(input))
      for await (const row of reader.read(input, context)) keep(data, row, source)
    } catch (error) {
      if (!(error instanceof FileFault)) throw error
      data.problems.push({ file, line: error.line, column: error.column, message: error.message })
    }
  return data
}

async function filesOf(paths: string[], problems: Problem[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (!found) problems.push({ file: path, message: 'is not there; give a folder or files' })
    else if (!found.isDirectory()) files.push(path)
    else {
      const names = (await readdir(path)).filter(isTableFile).sort()
      if (names.length === 0) problems.push({ file: path, message: `has none of ${tableFiles()}` })
      files.push(...names.map(name => join(path, name)))
    }
  }
  return files
}

const isTableFile = (name: string) => {
  const unpacked = name.replace(/\.gz$/i, '')
  return /\.(csv|tsv|jsonl|ndjson)$/i.test(unpacked) && tableOf(unpacked) !== undefined
}

/** Of a longer text no one has a use, and every message and page would have to carry it. */
const MAX_FIELD = 20_000

/** Checks a row by the schema of its table and keeps it, or says what is wrong with which column. */
function keep(data: Dataset, row: RawRow, source?: SourceOption): void {
  const { table, place, names } = row
  const named = (column: string) => (names && Object.hasOwn(names, column) ? (names[column] ?? column) : column)
  const { schema } = TABLES[table]
  const fields: Record<string, unknown> = {}
  let tooLong = false
  for (const column of Object.keys(schema.shape)) {
    const value = Object.hasOwn(row.fields, column) ? plainText(row.fields[column]) : undefined
    fields[column] = value
    const length = lengthOf(value)
    if (length <= MAX_FIELD) continue
    tooLong = true
    const message = `has ${length} characters; a field has at most ${MAX_FIELD}`
    data.problems.push({ ...place, column: named(column), message })
  }
  if (table === 'claims' && source && isEmpty(fields.source)) fields.source = source.id
  if (tooLong) return
  const { data: checked, error } = schema.safeParse(fields)
  const told = new Set<string>()
  for (const { path, message } of error?.issues ?? []) {
    const [column = '', ...rest] = path.map(String)
    // One fault brings on others: what is empty also has the wrong shape.
    if (told.has(path.join('.'))) continue
    told.add(path.join('.'))
    data.problems.push({ ...place, column: [named(column), ...rest].join('.'), message: shorten(message) })
  }
  if (checked) KEEP[table](data, checked as never, place)
}

/** Numbers are years, identifiers and the like here: text. */
const plainText = (value: unknown) => (typeof value === 'number' ? String(value) : value)
const isEmpty = (value: unknown) => value === undefined || value === null || value === ''
const lengthOf = (value: unknown): number =>
  typeof value === 'string'
    ? value.length
    : Array.isArray(value)
      ? value.reduce((sum: number, part) => sum + lengthOf(part), 0)
      : 0

/** A message may quote what it is about. */
const shorten = (message: string) =>
  message.length > 400 ? `${message.slice(0, 200)} … ${message.slice(-150)}` : message

function keepSource(data: Dataset, source: { id: string; title: string; url?: string }): void {
  const place = { file: '--source', line: 1 }
  keep(data, {
    table: 'sources',
    place,
    fields: { ...source },
    names: { title: '--source-title', url: '--source-url' },
  })
}

const KEEP: { [name in TableName]: (data: Dataset, row: never, place: Place) => void } = {
  people: (data, row: PersonRow, place) => data.people.push({ kind: 'person', ...row, place }),
  sources: (data, row: SourceRow, place) => data.sources.push({ kind: 'source', ...row, place }),
  organisations: (data, row: OrganisationRow, place) => {
    const { id, name, aliases, type, note, part_of: whole, part_of_source: source } = row
    data.organisations.push({ kind: 'organisation', id, name, aliases, type, note, place })
    if (whole === null || source === null) return
    const [from, to, locator] = [row.part_of_from, row.part_of_to, row.part_of_locator]
    data.partOf.push({
      kind: 'part-of',
      id: identify('part', id, whole, from),
      part: id,
      whole,
      from,
      to,
      source,
      locator,
      place,
    })
  },
  claims: (data, row: ClaimRow, place) => {
    const { person, organisation, source, event, on, announced, role, locator, stint } = row
    const { earliest, latest } = on === null ? { earliest: null, latest: null } : parseDate(on)
    const id = identify('claim', source, person, organisation, event, stint, on, announced, role, locator)
    data.claims.push({ kind: 'claim', id, ...row, earliest, latest, place })
  },
}
