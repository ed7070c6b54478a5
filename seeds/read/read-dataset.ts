import { createHash } from 'node:crypto'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Encoding } from '../files/decode.ts'
import { FileError, FORBIDDEN, type Input, openInput, type WorkbookOptions } from '../files/input.ts'
import { tableFiles } from '../formats/csv.ts'
import type { Format } from '../formats/shared/format.ts'
import { isNoEnd } from '../formats/shared/no-end.ts'
import { openMapping } from '../map/mapping.ts'
import { Dataset } from '../staging/dataset.ts'
import { checkRow } from '../tables/check-row.ts'
import type { RowsWithoutClaim } from '../tables/claim-count.ts'
import { tableOf } from '../tables/header.ts'
import { IdPrefix } from '../tables/id-prefix.ts'
import type { Place, RawRow, ReadContext, SourceOption } from '../tables/raw-row.ts'
import type { OrganisationRow } from '../tables/table-schemas.ts'
import { ReadProgress } from './read-progress.ts'
import { formatNamed, formatOf } from './registry.ts'
import { SharedEntities } from './shared-entities.ts'

/** How files are read. By default the format is detected from name and content. */
export interface ReadOptions {
  /** The name of the format of all files. */
  format?: string
  /** The encoding of all files except mappings. By default it is detected from the bytes. */
  encoding?: Encoding
  /** Treats a guessed encoding as an error. */
  strict?: boolean
  /** The path of a mapping for all files. */
  map?: string
  /** What to read from workbooks; by default everything that is not hidden. */
  workbook?: WorkbookOptions
  /** The source of rows that name no source. */
  source?: SourceOption
  /** A prefix for all ids of the files. */
  idPrefix?: string
  /** Keeps the faults of all rows, without a limit. */
  everyFault?: boolean
  /** Called before a file is read; `flat` tells whether its rows are flat. */
  opened?: (file: string, flat: boolean) => void
  /** Called with the number of bytes read and the total; first with 0. */
  progress?: (done: number, total: number) => void
}

/**
 * Reads files. From a folder it reads the files named after a table (people.csv, claims-2024.jsonl), with or without
 * `.gz`.
 */
export async function readDataset(paths: string[], options: ReadOptions = {}): Promise<Dataset> {
  const data = new Dataset(options.everyFault, new IdPrefix(options.idPrefix))
  const { source } = options
  const fingerprint = fingerprintOf(options)
  if (source?.title !== undefined) keepSource(data, { ...source, title: source.title })
  else data.assumedSource = source?.id
  data.withoutClaim = await readRows(paths, options, {
    report: problem => data.problems.add(problem),
    note: text => void data.notes.push(text),
    opened: fingerprint.add,
    row: row => keep(data, row, source),
  })
  if (data.noEnds > 0)
    data.notes.push(
      `${data.noEnds} ${data.noEnds === 1 ? 'leaving is' : 'leavings are'} dated 9999, which means no end; not read`,
    )
  data.fingerprint = fingerprint.digest()
  return data
}

/** Equal for the same files read with the same options. */
export function fingerprintOf({ format, source, encoding, idPrefix, workbook }: ReadOptions) {
  const manner = [format, source, encoding, idPrefix, workbook]
  const hash = createHash('sha256').update(JSON.stringify(manner))
  return {
    add: ({ name, sha256 }: Input) => void hash.update(`${name} ${sha256}`),
    digest: () => hash.digest('hex'),
  }
}

/**
 * Computes the fingerprint that `readDataset` would return, without parsing rows. Undefined if a file is missing or
 * unreadable. `note` receives notes about the files.
 */
export async function fingerprintOfFiles(
  paths: string[],
  options: ReadOptions,
  note: (text: string) => void,
): Promise<string | undefined> {
  const fingerprint = fingerprintOf(options)
  let faults = 0
  const report = () => void faults++
  try {
    if (options.map !== undefined) fingerprint.add(await openInput(options.map, note))
    const files = await filesOf(paths, { report, note })
    const progress = await ReadProgress.over(files, 1, options.progress)
    for (const file of files) {
      fingerprint.add(await openInput(file, note, undefined, options.encoding, progress.pass))
      progress.end(file)
    }
  } catch {
    return undefined
  }
  return faults === 0 ? fingerprint.digest() : undefined
}

interface Rows extends ReadContext {
  /** Called for every file, including the mapping. */
  opened(input: Input): void
  row(row: RawRow): void
}

/**
 * Passes on the rows of all files, unchecked, and reports unreadable input. Returns the count of rows without a claim
 * if there is a mapping that makes claims.
 */
export async function readRows(
  paths: string[],
  options: ReadOptions,
  rows: Rows,
): Promise<RowsWithoutClaim | undefined> {
  const context: ReadContext = { ...rows, source: options.source }
  const mapping = options.map === undefined ? undefined : await openMapping(options.map, context, rows.opened)
  if (mapping === null) return undefined
  const files = await filesOf(paths, context)
  const shared = new SharedEntities()
  const named = mapping?.named ?? shared
  try {
    const progress = await ReadProgress.over(files, 2, options.progress)
    for (const file of files) {
      await readFileRows(file, progress)
      progress.end(file)
    }
    for (const row of named.rows(context)) rows.row(row)
    return mapping?.withoutClaim()
  } finally {
    named.close()
  }

  async function readFileRows(file: string, progress: ReadProgress): Promise<void> {
    try {
      const { workbook, encoding } = options
      const input = { ...(await openInput(file, context.note, undefined, encoding, progress.pass)), workbook }
      rows.opened(input)
      if (options.strict && input.guessed) throw new FileError(guessed(input.guessed))
      const reader: Pick<Format, 'read' | 'flat' | 'repeatsEntities'> =
        mapping?.of(input) ?? (options.format ? await formatNamed(options.format) : await formatOf(input))
      options.opened?.(file, reader.flat ?? false)
      const isRepeated = reader.repeatsEntities && files.length > 1
      for await (const row of reader.read(input, context))
        if (isRepeated && SharedEntities.holds(row)) shared.add(row, context)
        else rows.row(row)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      context.report({ file, line: error.line, column: error.column, message: error.message, whole: true })
    }
  }
}

const guessed = (encoding: Encoding) =>
  `is not UTF-8, and ${encoding} is a guess by its bytes; save it as UTF-8, or give --encoding ${encoding.toLowerCase()}`

async function filesOf(paths: string[], { report }: ReadContext): Promise<string[]> {
  const files: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => null)
    if (!found) report({ file: path, message: 'does not exist; give a folder or files', whole: true })
    else if (!found.isDirectory()) files.push(path)
    else {
      const all = await readdir(path).catch(() => null)
      const names = all?.filter(isTableFile).sort() ?? []
      if (!all) report({ file: path, message: FORBIDDEN, whole: true })
      else if (names.length === 0) report({ file: path, message: `has none of ${tableFiles()}`, whole: true })
      files.push(...names.map(name => join(path, name)))
    }
  }
  return files
}

const isTableFile = (name: string) => {
  const unpacked = name.replace(/\.gz$/i, '')
  return /\.(csv|tsv|jsonl|ndjson)$/i.test(unpacked) && tableOf(unpacked) !== undefined
}

/** Checks a row against the schema of its table and keeps it, or reports its faults by column. */
export function keep(
  data: Dataset,
  row: RawRow,
  source?: SourceOption,
  report = data.problems.add.bind(data.problems),
): void {
  const { place } = row
  if (row.names) data.addNames(place, row.names)
  if (row.table === 'claims') {
    const claim = checkRow('claims', row, source ? { source: source.id } : {}, report)
    if (claim?.event === 'left' && isNoEnd(claim.on)) data.noEnds++
    else if (claim) data.addClaim(withPrefix(data.prefix, claim), place)
  } else if (row.table === 'people') {
    const person = checkRow('people', row, source ? { source: source.id } : {}, report)
    if (person) data.addPerson({ kind: 'person', ...withPrefix(data.prefix, person) }, place)
  } else if (row.table === 'sources') {
    const source = checkRow('sources', row, {}, report)
    if (source) data.sources.push({ kind: 'source', ...withPrefix(data.prefix, source), place, row: data.nextRow() })
  } else if (row.table === 'organisations') {
    const organisation = checkRow(
      'organisations',
      row,
      source ? { part_of_source: source.id, source: source.id } : {},
      report,
    )
    if (organisation) keepOrganisation(data, withPrefix(data.prefix, organisation), place)
  } else {
    const pair = checkRow('same-as', row, {}, report)
    if (pair) data.sameAs.push({ ...withPrefix(data.prefix, pair), place, row: data.nextRow() })
  }
}

/** The columns that hold an id or refer to one. */
const ID_COLUMNS = ['id', 'same_as', 'person', 'organisation', 'origin', 'source', 'part_of', 'part_of_source'] as const

function withPrefix<T extends object>(prefix: IdPrefix, row: T): T {
  if (prefix.isNone) return row
  const fields = row as Record<string, unknown>
  for (const column of ID_COLUMNS) {
    const value = fields[column]
    if (typeof value === 'string') fields[column] = prefix.add(value)
  }
  return row
}

function keepOrganisation(data: Dataset, row: OrganisationRow, place: Place): void {
  const { id, name, aliases, type, dissolved, note, source: by, part_of: whole, part_of_source: source } = row
  const at = { place, row: data.nextRow() }
  if (by !== null) data.sourceRefs.add(by)
  data.organisations.push({ kind: 'organisation', id, name, aliases, type, dissolved, note, source: by, ...at })
  if (whole === null || source === null) return
  const [from, to, locator] = [row.part_of_from, row.part_of_to, row.part_of_locator]
  data.organisationRefs.add(whole)
  data.sourceRefs.add(source)
  // The id follows when the whole is resolved.
  data.partOf.push({ kind: 'part-of', id: '', part: id, whole, from, to, source, locator, ...at })
}

function keepSource(data: Dataset, source: { id: string; title: string; url?: string }): void {
  const row: RawRow = {
    table: 'sources',
    place: { file: '--source', line: 1 },
    fields: { ...source },
    names: { title: '--source-title', url: '--source-url' },
  }
  keep(data, row, undefined, problem => data.problems.add({ ...problem, whole: true }))
}
