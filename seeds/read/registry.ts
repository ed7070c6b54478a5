import { readdir } from 'node:fs/promises'
import { MODULE_ENDING } from '../../server/root/project-root.ts'
import { wayWithoutMapping } from '../files/endings.ts'
import { FileError, type Input } from '../files/input.ts'
import type { Format } from '../formats/shared/format.ts'

const EITHER = new Intl.ListFormat('en-GB', { type: 'disjunction' })
const FOLDER = new URL('../formats/', import.meta.url)

let found: Promise<Format[]> | undefined

/** The formats: the default exports of the files in seeds/formats/. */
export function formats(): Promise<Format[]> {
  found ??= collect()
  return found
}

async function collect(): Promise<Format[]> {
  const files = (await readdir(FOLDER)).filter(name => name.endsWith(MODULE_ENDING)).sort()
  const modules = await Promise.all(files.map(name => import(new URL(name, FOLDER).href)))
  return modules.flatMap(({ default: format }) => (format ? [format as Format] : []))
}

/** @throws {FileError} if the format is unknown */
export async function formatNamed(name: string): Promise<Format> {
  const all = await formats()
  const format = all.find(format => format.name === name)
  if (!format) throw new FileError(`cannot be read as "${name}"; formats: ${all.map(({ name }) => name).join(', ')}`)
  return format
}

/** @throws {FileError} if no format or several formats match */
export async function formatOf(input: Input): Promise<Format> {
  const all = await formats()
  const byEnding = all.filter(({ extensions }) => extensions.includes(input.extension))
  const endings = [...new Set(all.flatMap(({ extensions }) => extensions))].join(', .')
  if (byEnding.length === 0)
    throw new FileError(
      wayWithoutMapping(input.extension) ??
        `has no known format; known extensions are .${endings}. Give a --format or a --map`,
    )
  const format = byEnding.find(format => format.recognises(input))
  if (!format)
    throw new FileError(
      input.head.trim() === ''
        ? 'is empty or not text'
        : `is not recognised as ${EITHER.format(byEnding.map(({ name }) => name))}; give its --format, or draft a mapping with --map init FILE. Formats: ${byEnding.map(({ name, about }) => `${name}, ${about}`).join('; ')}`,
    )
  return format
}
