import { mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import type { Organisation, PartOf, Person, Source } from '../../cypher/model.ts'
import { checkDataset } from '../../seeds/check/check-dataset.ts'
import type { WeighedClaim } from '../../seeds/claims/claim.ts'
import { claimOf } from '../../seeds/claims/claim-row.ts'
import { type ReadOptions, readDataset } from '../../seeds/read/read-dataset.ts'
import { writeErrors } from '../../seeds/read/reject-file.ts'
import type { Dataset, Place, Read } from '../../seeds/staging/dataset.ts'
import { type ExistingRecords, NO_RECORDS } from '../../seeds/store/existing-records.ts'
import { type Diagnostic, describeDiagnostic, InputError } from '../../seeds/tables/diagnostic.ts'

/** Writes files into a new folder and returns their paths in order. */
export async function writeFiles(files: Record<string, string | Uint8Array>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'reading-'))
  const paths = Object.keys(files).map(name => join(folder, name))
  for (const [at, content] of Object.values(files).entries()) await writeFile(paths[at] ?? '', content)
  return paths
}

/** All rows of the files. */
export interface Everything {
  people: (Person & { place: Place })[]
  organisations: Read<Organisation>[]
  partOf: Read<PartOf>[]
  sources: Read<Source>[]
  claims: (WeighedClaim & { place: Place })[]
  problems: Diagnostic[]
  notes: string[]
}

export interface Reading {
  data: Everything
  /** The messages of all faults and warnings, without the folder. */
  messages: string[]
}

export function everything(data: Dataset): Everything {
  const chunks = [...data.chunks(1)]
  const inOrder = <T extends { row: number }>(rows: T[]) => rows.sort((a, b) => a.row - b.row)
  return {
    people: inOrder(chunks.flatMap(({ people }) => people)).map(({ row: _, ...person }) => withoutNone(person)),
    organisations: data.organisations.map(row => withoutNone(row as Read<Organisation>)),
    partOf: data.partOf,
    sources: data.sources,
    claims: inOrder(chunks.flatMap(({ claims }) => claims)).map(row => ({ ...claimOf(row, null), place: row.place })),
    problems: data.problems.list(),
    notes: data.notes,
  }
}

/** Omits the source of a row without one. */
function withoutNone<T extends object>(row: T): T {
  const { source, ...rest } = row as T & { source?: string | null }
  return source === null ? (rest as T) : row
}

/** Reads files as `npm run load` does before it opens the database. */
export async function readPaths(
  paths: string[],
  options: ReadOptions = {},
  existing: ExistingRecords = NO_RECORDS,
): Promise<Reading> {
  const data = await readDataset(paths, options)
  const { problems } = await checkDataset(data, existing)
  const messages = problems
    .list()
    .map(problem => describeDiagnostic(problem).replaceAll(/[^\s(]*\/(reading|tables)-[^/]+\//g, ''))
  return { data: everything(data), messages }
}

export const readFiles = async (files: Record<string, string | Uint8Array>, options: ReadOptions = {}) =>
  readPaths(await writeFiles(files), options)

/** For example `ada mill joined 2010`. */
export const shortClaims = ({ claims }: Everything) =>
  claims.map(({ person, organisation, event, on }) => `${person} ${organisation} ${event} ${on}`)

/** Maps a file, which comes after its mapping in `files`. */
export async function readMapped(mapping: string, files: Record<string, string | Uint8Array>): Promise<Reading> {
  const [map = '', ...paths] = await writeFiles({ 'mapping.yaml': mapping, ...files })
  return readPaths(paths, { map })
}

/** Reads files with --errors. Returns the path and the text of the reject file. */
export async function rejectedRows(
  files: Record<string, string | Uint8Array>,
  { mapping, extension = 'jsonl', ...more }: ReadOptions & { mapping?: string; extension?: string } = {},
): Promise<{ file: string; text: string; options: ReadOptions }> {
  const map = mapping === undefined ? undefined : (await writeFiles({ 'mapping.yaml': mapping }))[0]
  const options = { ...more, map, everyFault: true }
  const paths = await writeFiles(files)
  const data = await readDataset(paths, options)
  const { problems } = await checkDataset(data, NO_RECORDS)
  if (problems.stop(false, true)) throw new InputError(problems)
  const file = join(await mkdtemp(join(tmpdir(), 'reading-')), `to-mend.${extension}`)
  await writeErrors(file, problems, paths, options, data.fingerprint)
  return { file, text: await readFile(file, 'utf8'), options }
}

/** The rows of an errors file in JSON Lines. */
export const rowsOf = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))

/** A workbook of one sheet; a text that begins with # is an error, one with < the XML of a cell. */
export const workbook = (sheet: string, rows: string[][], merged: string[] = []): Uint8Array =>
  workbookOf({ [sheet]: rows }, merged)

/** A workbook of several sheets; `merged` are ranges of each. */
export function workbookOf(sheets: Record<string, string[][]>, merged: string[] = []): Uint8Array {
  const cell = (text: string) =>
    text.startsWith('<')
      ? text
      : text.startsWith('#')
        ? `<c t="e"><v>${text}</v></c>`
        : `<c t="inlineStr"><is><t>${text}</t></is></c>`
  const ranges = `<mergeCells>${merged.map(ref => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`
  const content = (rows: string[][]) => {
    const body = rows.map((row, at) => `<row r="${at + 1}">${row.map(cell).join('')}</row>`).join('')
    return `<worksheet><sheetData>${body}</sheetData>${ranges}</worksheet>`
  }
  const names = Object.keys(sheets)
  const tags = names.map((name, at) => `<sheet name="${name}" r:id="s${at}"/>`)
  const targets = names.map((_, at) => `<Relationship Id="s${at}" Target="sheet${at}.xml"/>`)
  const parts = {
    'xl/workbook.xml': `<workbook xmlns:r="r"><sheets>${tags.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${targets.join('')}</Relationships>`,
    ...Object.fromEntries(names.map((name, at) => [`xl/sheet${at}.xml`, content(sheets[name] ?? [])])),
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
}

export const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)
