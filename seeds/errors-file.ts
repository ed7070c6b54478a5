import { realpath, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { RawRow } from './input/format.ts'
import { ERROR_COLUMN, TABLE_COLUMN } from './input/header.ts'
import { OptionError } from './input/options.ts'
import { type Problem, type Problems, rowKey } from './problem.ts'
import { type ReadOptions, readRows } from './read.ts'

type Fields = Record<string, unknown>

/**
 * Nothing that is there is written over, but by a run that is resumed, whose own it is.
 * @throws {OptionError} if an errors file of this name could not be written, or not be loaded again
 */
export async function checkErrorsFile(file: string, inputs: string[], { resume = false } = {}): Promise<void> {
  if (!/\.(csv|jsonl|ndjson)$/i.test(file)) throw new OptionError('--errors: name a file that ends in .csv or .jsonl')
  const folder = await realpath(dirname(resolve(file))).catch(() => undefined)
  if (folder === undefined) throw new OptionError(`--errors: ${dirname(file)} is not there; make the folder first`)
  const place = await realpath(file).catch(() => join(folder, basename(file)))
  const read = await Promise.all(inputs.map(input => realpath(input).catch(() => resolve(input))))
  if (read.includes(place)) throw new OptionError(`--errors: ${file} is what is to be loaded; name another file`)
  if (!(await stat(place).catch(() => undefined))) return
  if (read.some(input => place.startsWith(input + sep)))
    throw new OptionError(`--errors: ${file} is among what is to be loaded; name another file`)
  if (!resume) throw new OptionError(`--errors: ${file} is there already; name another file, or remove it`)
}

/**
 * Writes each row with a fault as its file has it, and the reasons beside it under `error`: mended, it can be loaded as it
 * is. Rows of a mapped file keep its columns, and are loaded by the same mapping; others say their table. The files are
 * read again for it, since rows are not kept. Gives the number of rows.
 */
export async function writeErrors(
  file: string,
  problems: Problems,
  paths: string[],
  options: ReadOptions,
): Promise<number> {
  const reasons = problems.byRow()
  const rows: Fields[] = []
  const given = new Set<string>()
  const take = (place: Pick<Problem, 'file' | 'line'>, { table, fields, originals }: Partial<RawRow>) => {
    const key = rowKey(place)
    const reason = reasons.get(key)
    if (reason === undefined || (originals && given.has(key))) return
    given.add(key)
    for (const each of originals ?? [{ [TABLE_COLUMN]: table, ...fields }])
      rows.push({ ...each, [ERROR_COLUMN]: reason.join('; ') })
  }
  await readRows(paths, options, {
    opened: () => {},
    note: () => {},
    row: row => take(row.place, row),
    report: (problem, originals) => {
      if (originals && !problem.warning) take(problem, { originals })
    },
  })
  await writeFile(file, /\.csv$/i.test(file) ? asCsv(rows) : rows.map(row => `${JSON.stringify(row)}\n`).join(''))
  return rows.length
}

function asCsv(rows: Fields[]): string {
  const columns = new Set(rows.flatMap(row => Object.keys(row)))
  columns.delete(ERROR_COLUMN)
  return stringify(
    rows.map(row => [...columns, ERROR_COLUMN].map(column => text(row[column]))),
    { header: true, columns: [...columns, ERROR_COLUMN] },
  )
}

const text = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(text).join('; ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
