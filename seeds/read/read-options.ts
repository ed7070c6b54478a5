import { isEncoding } from '../files/decode.ts'
import type { ReadOptions } from './read-dataset.ts'
import { formats } from './registry.ts'

/** The options of `npm run load` for reading files, for parseArgs. */
export const READ_OPTIONS = {
  format: { type: 'string' },
  encoding: { type: 'string' },
  map: { type: 'string' },
  sheet: { type: 'string', multiple: true },
  hidden: { type: 'boolean' },
  source: { type: 'string' },
  'source-title': { type: 'string' },
  'source-url': { type: 'string' },
  'id-prefix': { type: 'string' },
} as const

type Option = keyof typeof READ_OPTIONS
export type ReadValues = { [option in Exclude<Option, 'sheet' | 'hidden'>]?: string } & {
  sheet?: string[]
  hidden?: boolean
}

/** An invalid option or combination of options. */
export class OptionError extends Error {
  override name = 'OptionError'
}

/** @throws {OptionError} if options conflict or depend on a missing one, or the format is unknown */
export async function readOptions(values: ReadValues): Promise<ReadOptions> {
  const { format, encoding, map, source: id, 'source-title': title, 'source-url': url, 'id-prefix': idPrefix } = values
  if (format !== undefined && map !== undefined) throw new OptionError('--format and --map cannot be combined')
  if (id === undefined && (title !== undefined || url !== undefined))
    throw new OptionError('--source-title and --source-url need --source ID')
  if (url !== undefined && title === undefined) throw new OptionError('--source-url needs --source-title')
  const names = (await formats()).map(({ name }) => name)
  if (format !== undefined && !names.includes(format))
    throw new OptionError(`--format ${format} is unknown; formats: ${names.join(', ')}`)
  if (encoding !== undefined && !isEncoding(encoding))
    throw new OptionError(
      `--encoding ${encoding} is unknown; write utf-8, windows-1252, gb18030, big5, shift_jis, utf-16le, …`,
    )
  if (idPrefix !== undefined && !/^\S+$/u.test(idPrefix))
    throw new OptionError('--id-prefix must not contain a space; write, for example, reg-2024-')
  const { sheet: sheets, hidden } = values
  const workbook = sheets || hidden ? { sheets, hidden } : undefined
  return { format, encoding, map, workbook, idPrefix, source: id === undefined ? undefined : { id, title, url } }
}

/** The part of the help text about files. */
export async function readHelp(): Promise<string> {
  const lines = (await formats()).map(({ name, about }) => `  ${name.padEnd(8)} ${about}`)
  return `Formats, detected from the name and the beginning of a file; .gz may follow:
${lines.join('\n')}`
}

export const READ_OPTIONS_HELP = `  --format NAME         read all files in this format
  --encoding NAME       read all files in this encoding, such as windows-1252, gb18030, big5, shift_jis or utf-16le; a byte
                        order mark takes precedence. The default is UTF-8. GB18030 (GBK) is detected, and for other
                        encodings the error message suggests one
  --map FILE            read all files with this mapping (CSV, JSON, JSON Lines, YAML, XLSX, ODS, GEXF, GraphML): docs/mapping.md
  --map init FILE       print a draft mapping for this file, with remarks on what to check
  --sheet NAME          read only this sheet of workbooks, hidden or not; repeatable
  --hidden              also read hidden rows of workbooks, and hidden sheets named after a table
  --source ID           the source of rows without one; if it is new, add --source-title TEXT and --source-url URL
  --id-prefix PREFIX    add PREFIX to all ids in these files, for registers that number their people 1, 2, 3. References to
                        ids that the files do not contain are also looked up without it`
