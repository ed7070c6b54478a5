import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseDate } from '../cypher/dates.ts'
import type { Claim, Organisation, PartOf, Person, Source } from '../cypher/model.ts'
import { decode } from './decode.ts'
import { readCsv } from './formats/csv.ts'
import {
  type ClaimRow,
  type OrganisationRow,
  type PersonRow,
  type SourceRow,
  TABLES,
  type TableName,
} from './formats/tables.ts'
import { identify } from './id.ts'
import type { Problem } from './problem.ts'

/** Where a thing was read, so that a fault found later can still be named. */
export interface Place {
  file: string
  line: number
}
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

/** Reads the files, and of a folder its people.csv, organisations.csv, sources.csv and claims.csv, as far as there. */
export async function readDataset(paths: string[]): Promise<Dataset> {
  const data: Dataset = { people: [], organisations: [], partOf: [], sources: [], claims: [], problems: [], notes: [] }
  for (const file of await filesOf(paths, data.problems)) await readTable(file, data)
  return data
}

async function filesOf(paths: string[], problems: Problem[]): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (!found) problems.push({ file: path, message: 'is not there; give a folder or CSV files' })
    else if (!found.isDirectory()) files.push(path)
    else {
      const names = (await readdir(path)).filter(name => tableOf(name) !== undefined).sort()
      if (names.length === 0) problems.push({ file: path, message: `has none of ${fileNames()}` })
      files.push(...names.map(name => join(path, name)))
    }
  }
  return files
}

const fileNames = () =>
  Object.keys(TABLES)
    .map(name => `${name}.csv`)
    .join(', ')

/** `claims.csv` and `claims-2024.csv` are both claims. */
const tableOf = (path: string): TableName | undefined => {
  const name = /^(people|organisations|sources|claims)(-.*)?\.csv$/i.exec(basename(path))?.[1]
  return name?.toLowerCase() as TableName | undefined
}

async function readTable(file: string, data: Dataset): Promise<void> {
  const name = tableOf(file)
  if (!name) return void data.problems.push({ file, message: `is no table known here; name it one of ${fileNames()}` })
  const text = await readText(file, data)
  if (text === null) return
  const { columns, rows, problems } = readCsv(file, text)
  data.problems.push(...problems)
  const { schema, required } = TABLES[name]
  const missing = required.filter(column => !columns.includes(column))
  if (columns.length > 0)
    for (const column of missing)
      data.problems.push({
        file,
        line: 1,
        column,
        message: `is missing from the header, which has ${columns.join(', ')}`,
      })
  if (missing.length > 0) return
  for (const column of columns.filter(column => !(column in schema.shape)))
    data.problems.push({
      file,
      line: 1,
      column,
      message: `is no column of ${name}; it is not read. Columns: ${Object.keys(schema.shape).join(', ')}`,
      warning: true,
    })
  for (const { line, fields } of rows) {
    const { data: row, error } = schema.safeParse(fields)
    for (const { path, message } of error?.issues ?? [])
      data.problems.push({ file, line, column: path.join('.'), message })
    if (row) KEEP[name](data, row as never, { file, line })
  }
}

async function readText(file: string, data: Dataset): Promise<string | null> {
  try {
    const { text, encoding } = decode(await readFile(file))
    if (encoding !== 'UTF-8') data.notes.push(`${file}: read as ${encoding}`)
    return text
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    data.problems.push({ file, message: 'is neither UTF-8, UTF-16 nor GBK; save it as UTF-8' })
    return null
  }
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
