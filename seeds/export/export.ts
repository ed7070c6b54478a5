import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Driver } from '../../server/db/connect.ts'
import type { TableName } from '../tables/table-schemas.ts'
import { csv } from './csv-export.ts'
import type { Format } from './export-format.ts'
import { ftm } from './ftm-export.ts'
import { jsonl } from './jsonl-export.ts'
import { totals, unknownEdges } from './pages.ts'
import { Target } from './target.ts'

export const FORMATS = { csv, jsonl, ftm } as const satisfies Record<string, Format>
export type FormatName = keyof typeof FORMATS

export interface ExportEffects {
  driver: Driver
  /** Called with the number of rows written and the total. */
  progress?: (done: number, total: number) => void
  /** If aborted, the export leaves no files behind. */
  signal?: AbortSignal
}

export interface ExportOptions {
  format?: FormatName
  /** A folder (csv) or a file; the default depends on the format. */
  out?: string
  /** Replaces existing output. */
  force?: boolean
  /** Also writes data that cannot be loaded back exactly. */
  lossy?: boolean
}

export interface Exported extends Record<TableName, number> {
  files: string[]
  /** The number of fields that a spreadsheet would run as a formula. */
  formulas: number
  /**
   * The number of rows and kinds of edges that loading would not restore exactly. Always 0 unless `lossy` is set or the
   * format is not lossless.
   */
  losses: number
  /** Descriptions of the first losses. */
  lost: string[]
  /** Other files in the folder. */
  beside: string[]
}

/** The format cannot hold all data. Nothing was written; the message gives the reason and a way out. */
export class LossError extends Error {
  override name = 'LossError'
}

const MOST_LISTED = 10

/**
 * Exports all people, organisations, sources and claims. Events and tenures follow from the claims, so csv and jsonl
 * omit them. Rows are ordered by id, so two exports of one database are identical. Data loaded during an export may or
 * may not be included.
 * @throws {TargetError} if `out` exists
 * @throws {LossError} if loading the export would not restore the database, unless `lossy` is set
 */
export async function exportDatabase(
  { format: name = 'csv', out, force = false, lossy = false }: ExportOptions,
  { driver, progress = () => {}, signal }: ExportEffects,
): Promise<Exported> {
  const format: Format = FORMATS[name]
  const target = await Target.prepare(out ?? format.out, format.shape, force)
  const done: Exported = {
    ...{ people: 0, organisations: 0, sources: 0, claims: 0, 'same-as': 0 },
    ...{ files: [], formulas: 0, losses: 0, lost: [], beside: [] },
  }
  try {
    const { people, organisations, sources, claims } = await totals(driver)
    const total = people + organisations + sources + claims
    let written = 0
    const lose = (loss: string) => {
      if (++done.losses <= MOST_LISTED) done.lost.push(loss)
    }
    for (const { type, count } of await unknownEdges(driver))
      lose(`${type}: ${count} edges that no table can represent`)
    await format.write({
      driver,
      target,
      signal,
      wrote: ({ table, id, isFurther }, losses = []) => {
        if (!isFurther) done[table]++
        if (losses.length > 0) lose(`${table} ${id}: ${losses.join('; ')}`)
        written++
        progress(written, Math.max(written, total))
      },
      formula: () => done.formulas++,
    })
    if (done.losses > 0 && format.lossless && !lossy) throw new LossError(explainLosses(name, done))
    done.files = await target.finish()
    done.beside = format.shape === 'folder' ? await strangers(target.out, done.files) : []
    return done
  } catch (error) {
    await target.abandon()
    throw error
  }
}

const explainLosses = (name: string, { losses, lost }: Exported): string =>
  [
    `Loading this export as ${name} would not restore the database:`,
    ...lost.map(loss => `  ${loss}`),
    ...(losses > lost.length ? [`  and ${losses - lost.length} more`] : []),
    'Nothing was written. Correct these in the database, choose another format, or add --lossy to write the rest.',
  ].join('\n')

/** Files in the folder that do not belong to this export; loading the folder may read them too. */
async function strangers(folder: string, files: string[]): Promise<string[]> {
  const own = new Set(files)
  const found = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = found.filter(entry => entry.isFile()).map(({ parentPath, name }) => join(resolve(parentPath), name))
  return paths.filter(path => !own.has(path)).sort()
}
