import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Query } from '../../cypher/query.ts'
import { MODULE_ENDING, PROJECT_ROOT } from '../root/project-root.ts'
import { expandFragments, type Fragment, parseFragment } from './expand-fragments.ts'

/** Reads the files of `cypher/` and expands their fragments. The folder is the registry. */

const CYPHER = join(PROJECT_ROOT, 'cypher/')
const DEFINITIONS = fileURLToPath(new URL('../../cypher/read/', import.meta.url))

export interface Question extends Query {
  cypher: string
}
export type Questions = ReadonlyMap<string, Question>

/**
 * Every question in `cypher/read/` (a `.ts` and a `.cypher` file), by name and sorted by name. The definitions of the compiled
 * code are in another folder than the texts.
 */
export async function readQuestions(texts = `${CYPHER}read/`, definitions = DEFINITIONS): Promise<Questions> {
  const files = await namesIn(definitions, MODULE_ENDING)
  const questions = files.map(async (file): Promise<[string, Question]> => {
    const name = file.slice(0, -MODULE_ENDING.length)
    const module = (await import(pathToFileURL(`${definitions}${file}`).href)) as { default: Query }
    return [name, { ...module.default, cypher: await readText(`${texts}${name}.cypher`) }]
  })
  return new Map(await Promise.all(questions))
}

/** The text of a file in `cypher/`; `name` is, for example, `lookup/entity`. */
export const readCypher = (name: string): Promise<string> => readText(`${CYPHER}${name}.cypher`)

async function readText(path: string): Promise<string> {
  const text = expandFragments(await readFile(path, 'utf8'), await fragments())
  names.set(text, basename(path, '.cypher'))
  return text
}

/** The names of the texts read so far. */
const names = new Map<string, string>()

/** The name of the file of a statement, or `statement` for one without a file. */
export const statementName = (cypher: string): string => names.get(cypher) ?? 'statement'

let known: Promise<ReadonlyMap<string, Fragment>> | undefined

function fragments(): Promise<ReadonlyMap<string, Fragment>> {
  known ??= readFragments(`${CYPHER}fragments/`)
  return known
}

async function readFragments(folder: string): Promise<ReadonlyMap<string, Fragment>> {
  const names = (await namesIn(folder, '.cypher')).map(file => file.slice(0, -'.cypher'.length))
  const texts = await Promise.all(names.map(name => readFile(`${folder}${name}.cypher`, 'utf8')))
  return new Map(names.map((name, at) => [name, parseFragment(name, texts[at] ?? '')]))
}

export interface SchemaStatement {
  /** The name of the index that the statement creates, by itself or behind a constraint. */
  name: string
  statement: string
}

/** The statements of `cypher/schema/`, in order; `part` is `keys` for those that a load into an empty database needs. */
export async function readSchema(part: 'all' | 'keys' = 'all'): Promise<SchemaStatement[]> {
  const folder = `${CYPHER}schema/`
  const files = await namesIn(folder, part === 'keys' ? '-keys.cypher' : '.cypher')
  const texts = await Promise.all(files.map(file => readFile(`${folder}${file}`, 'utf8')))
  const statements = texts.flatMap(text => text.split(/;\s*$/m)).map(text => text.replace(/^\/\/.*$/gm, '').trim())
  return statements.filter(text => text !== '').map(statement => ({ name: nameIn(statement), statement }))
}

const nameIn = (statement: string) =>
  /^CREATE (?:FULLTEXT |TEXT )?(?:INDEX|CONSTRAINT) (\w+)/.exec(statement)?.[1] ?? ''

const namesIn = async (folder: string, ending: string) =>
  (await readdir(folder)).filter(name => name.endsWith(ending)).sort()
