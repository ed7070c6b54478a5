import { access, constants, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import { type Diagnostic, Diagnostics, type FaultyRow, InputError, rowKey } from '../tables/diagnostic.ts'
import { FILE_COLUMN, LINE_COLUMN, originOf, REASON_COLUMNS, TABLE_COLUMN } from '../tables/header.ts'
import type { Original, RawRow } from '../tables/raw-row.ts'
import { fingerprintOf, type ReadOptions, readRows } from './read-dataset.ts'
import { OptionError } from './read-options.ts'

/**
 * Ensures that no existing file is overwritten, except by a resumed run that wrote it.
 * @throws {OptionError} if the reject file could not be written or loaded again
 */
export async function checkErrorsFile(file: string, inputs: string[], { resume = false } = {}): Promise<void> {
  if (!/\.(csv|jsonl|ndjson)$/i.test(file)) throw new OptionError('--errors: the file name must end in .csv or .jsonl')
  const folder = await realpath(dirname(resolve(file))).catch(() => undefined)
  if (folder === undefined) throw new OptionError(`--errors: ${dirname(file)} does not exist; create the folder first`)
  const open = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  )
  if (!open) throw new OptionError(`--errors: ${dirname(file)} is not writable by this user; name a file elsewhere`)
  const place = await realpath(file).catch(() => join(folder, basename(file)))
  const read = await Promise.all(inputs.map(input => realpath(input).catch(() => resolve(input))))
  if (read.includes(place)) throw new OptionError(`--errors: ${file} is an input file; name another file`)
  if (!(await stat(place).catch(() => undefined))) return
  if (read.some(input => place.startsWith(input + sep)))
    throw new OptionError(`--errors: ${file} is in an input folder; name another file`)
  if (!resume) throw new OptionError(`--errors: ${file} exists; name another file, or remove it`)
}

const isCsv = (file: string) => /\.csv$/i.test(file)

/**
 * Rejects CSV for nested rows: lists and objects would not survive the round trip.
 * @throws {OptionError}
 */
export function checkRowsFit(errors: string, file: string, flat: boolean): void {
  if (isCsv(errors) && !flat)
    throw new OptionError(
      `--errors: ${errors} is CSV, which cannot hold the rows of ${file} unchanged; name a file that ends in .jsonl`,
    )
}

/** A row with all its faults. No reasons if the row is only included because a faulty row depends on it. */
interface RejectedRow extends Original {
  reasons: Set<string>
}

/**
 * Writes each faulty row as in its file, with the reasons under `error` and its origin. Once corrected, the file can be
 * loaded as it is. Rows of a mapped file keep its columns and load with the same mapping; other rows name their table.
 * Rows are not kept in memory, so this reads the files again; `read` is the fingerprint of the first read. Returns the
 * number of rows.
 * @throws {InputError} if the files have changed since
 */
export async function writeErrors(
  file: string,
  problems: Diagnostics,
  paths: string[],
  options: ReadOptions,
  read: string,
): Promise<number> {
  const faulty = new Map(problems.byRow())
  const found = new Set<string>()
  const rows = new Map<string, RejectedRow>()
  const add = ({ place, object, along = [] }: Original, reasons: Iterable<string>) => {
    for (const other of along) add(other, [])
    // One element may become several rows, for example in Popolo.
    const key = `${rowKey(place)}\n${JSON.stringify(object)}`
    const row = rows.get(key) ?? { place, object, reasons: new Set() }
    for (const reason of reasons) row.reasons.add(reason)
    rows.set(key, row)
  }
  const take = (problem: Omit<Diagnostic, 'message'>, originals: readonly Original[]) => {
    const key = rowKey(problem)
    const row = faulty.get(key)
    if (!row) return
    found.add(key)
    for (const original of originals) add(original, row.reasons)
  }
  const fingerprint = fingerprintOf(options)
  await readRows(paths, options, {
    opened: fingerprint.add,
    note: () => {},
    row: row => take(row.place, originalsOf(row)),
    report: (problem, originals) => {
      if (originals && !problem.warning) take(problem, originals)
    },
  })
  const lost = [...faulty].filter(([key]) => !found.has(key)).map(([, row]) => row)
  if (fingerprint.digest() !== read || lost.length > 0) throw notTheSame(lost, paths)
  const all = [...rows.values()]
  try {
    await writeFile(file, isCsv(file) ? asCsv(all) : asLines(all))
  } catch (error) {
    // A partial file would block the next run.
    await rm(file, { force: true }).catch(() => {})
    const reason = error instanceof Error ? error.message : String(error)
    throw new OptionError(`--errors: ${file} cannot be written: ${reason}. Nothing was loaded; name another file`)
  }
  return all.filter(({ reasons }) => reasons.size > 0).length
}

const originalsOf = ({ place, table, fields, originals }: RawRow): readonly Original[] =>
  originals ?? [{ place, object: { [TABLE_COLUMN]: table, ...fields } }]

/** If the files changed, a row may be missing or the wrong one be rejected. */
function notTheSame(lost: FaultyRow[], paths: string[]): InputError {
  const problems = new Diagnostics()
  const message = 'changed while it was being read, so its rejected rows are unknown; load it again'
  for (const { file, line, nth } of lost) problems.add({ file, line, nth, message })
  if (lost.length === 0) problems.add({ file: paths.join(', '), message })
  return new InputError(problems)
}

/** The columns after those of the rows. If the file has its own column `error`, it is kept. */
function addedColumns(rows: RejectedRow[]): string[] {
  const [reason, other] = REASON_COLUMNS
  const isOwn = ({ object }: RejectedRow) =>
    Object.hasOwn(object, reason) && (!originOf(object) || Object.hasOwn(object, other))
  return [rows.some(isOwn) ? other : reason, FILE_COLUMN, LINE_COLUMN]
}

/** A row rejected before keeps its first origin. */
function addedValues({ place, object, reasons }: RejectedRow): unknown[] {
  if (reasons.size === 0) return ['', '', '']
  const { file, line } = originOf(object) ?? place
  return [[...reasons].join('; '), file, line]
}

function asLines(rows: RejectedRow[]): string {
  const beside = addedColumns(rows)
  const lines = rows.map(row => {
    if (row.reasons.size === 0) return row.object
    const values = addedValues(row)
    return { ...row.object, ...Object.fromEntries(beside.map((column, at) => [column, values[at]])) }
  })
  return lines.map(line => `${JSON.stringify(line)}\n`).join('')
}

function asCsv(rows: RejectedRow[]): string {
  const beside = addedColumns(rows)
  const columns = new Set(rows.flatMap(({ object }) => Object.keys(object)))
  for (const column of beside) columns.delete(column)
  const records = rows.map(row => [...[...columns].map(column => fieldOf(row, column)), ...addedValues(row)])
  return stringify(records, { header: true, columns: [...columns, ...beside] })
}

const fieldOf = ({ object }: RejectedRow, column: string) =>
  Object.hasOwn(object, column) ? object[column] : undefined
