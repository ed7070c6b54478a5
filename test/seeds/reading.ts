import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDataset } from '../../seeds/check.ts'
import { describeProblem } from '../../seeds/problem.ts'
import { type Dataset, type ReadOptions, readDataset } from '../../seeds/read.ts'

const NOBODY = { people: new Set<string>(), organisations: new Set<string>(), sources: new Set<string>() }

/** Writes files into a folder of their own and gives their paths in that order. */
export async function writeFiles(files: Record<string, string | Uint8Array>): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'reading-'))
  const paths = Object.keys(files).map(name => join(folder, name))
  for (const [at, content] of Object.values(files).entries()) await writeFile(paths[at] ?? '', content)
  return paths
}

export interface Reading {
  data: Dataset
  /** Faults and warnings, of rows and of rows against each other, without the folder. */
  told: string[]
}

/** Reads real files, as `npm run load` would before it looks for a database. */
export async function readPaths(paths: string[], options: ReadOptions = {}): Promise<Reading> {
  const data = await readDataset(paths, options)
  const problems = [...data.problems, ...checkDataset(data, NOBODY)]
  return { data, told: problems.map(problem => describeProblem(problem).replaceAll(/\S*\/reading-[^/]+\//g, '')) }
}

export const readFiles = async (files: Record<string, string | Uint8Array>, options: ReadOptions = {}) =>
  readPaths(await writeFiles(files), options)

/** As `ada mill joined 2010`. */
export const shortClaims = ({ claims }: Dataset) =>
  claims.map(({ person, organisation, event, on }) => `${person} ${organisation} ${event} ${on}`)

/** Maps a file, which comes after its mapping in `files`. */
export async function readMapped(mapping: string, files: Record<string, string | Uint8Array>): Promise<Reading> {
  const [map = '', ...paths] = await writeFiles({ 'mapping.yaml': mapping, ...files })
  return readPaths(paths, { map })
}

export const fixture = (name: string) => join(import.meta.dirname, 'fixtures', name)
