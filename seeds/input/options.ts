import { isEncoding } from '../decode.ts'
import type { ReadOptions } from '../read.ts'
import { formats } from './registry.ts'

/** The options of `npm run load` that say how files are read, for parseArgs. */
export const READ_OPTIONS = {
  format: { type: 'string' },
  encoding: { type: 'string' },
  map: { type: 'string' },
  source: { type: 'string' },
  'source-title': { type: 'string' },
  'source-url': { type: 'string' },
} as const

export type ReadValues = { [option in keyof typeof READ_OPTIONS]?: string }

/** An option that cannot be meant so. */
export class OptionError extends Error {
  override name = 'OptionError'
}

/** @throws {OptionError} if options exclude or need each other, or there is no format of the name */
export async function readOptions(values: ReadValues): Promise<ReadOptions> {
  const { format, encoding, map, source: id, 'source-title': title, 'source-url': url } = values
  if (format !== undefined && map !== undefined) throw new OptionError('--format and --map exclude each other')
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
  return { format, encoding, map, source: id === undefined ? undefined : { id, title, url } }
}

/** The part of the help text about files. */
export async function readHelp(): Promise<string> {
  const lines = (await formats()).map(({ name, about }) => `  ${name.padEnd(8)} ${about}`)
  return `Formats, told by the name and the beginning of a file; .gz may follow:
${lines.join('\n')}`
}

export const READ_OPTIONS_HELP = `  --format NAME         read all files in this format
  --encoding NAME       read all files in this encoding, as windows-1252, gb18030, big5, shift_jis or utf-16le, unless
                        a byte order mark says otherwise; by default UTF-8, and Chinese text in GB18030 (GBK) is told
  --map FILE            read all files (CSV, JSON, JSON Lines, YAML, XLSX) by this mapping: docs/mapping.md
  --map init FILE       print a draft of a mapping for this file, with what to check in it
  --source ID           the source of whatever names none; with --source-title TEXT and --source-url URL if it is new`
