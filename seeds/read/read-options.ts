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
  if (idPrefix !== undefined && !/^\S+$/u.test(idPrefix))
    throw new OptionError('--id-prefix is the beginning of ids, as reg-2024-; it has no space')
  const { sheet: sheets, hidden } = values
  const workbook = sheets || hidden ? { sheets, hidden } : undefined
  return { format, encoding, map, workbook, idPrefix, source: id === undefined ? undefined : { id, title, url } }
}

/** The part of the help text about files. */
export async function readHelp(): Promise<string> {
  const lines = (await formats()).map(({ name, about }) => `  ${name.padEnd(8)} ${about}`)
  return `Formats, recognised by the name and the beginning of a file; .gz may follow:
${lines.join('\n')}`
}

export const READ_OPTIONS_HELP = `  --format NAME         read all files in this format
  --encoding NAME       read all files in this encoding, such as windows-1252, gb18030, big5, shift_jis or utf-16le, unless
                        a byte order mark says otherwise. By default files are UTF-8; GB18030 (GBK) is recognised, and for
                        other encodings the fault names the likely one
  --map FILE            read all files by this mapping (CSV, JSON, JSON Lines, YAML, XLSX, ODS, GEXF, GraphML): docs/mapping.md
  --map init FILE       print a draft of a mapping for this file, with what to check in it
  --sheet NAME          read this sheet of workbooks and no other, hidden or not; may be given several times
  --hidden              also read what workbooks hide: rows, and sheets named after a table
  --source ID           the source of rows that name none; if it is new, add --source-title TEXT and --source-url URL
  --id-prefix PREFIX    put PREFIX before all ids of these files, for registers that number their people 1, 2, 3;
                        what they refer to and do not hold themselves is looked for without it as well`
