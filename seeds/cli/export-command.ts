import { parseArgs } from 'node:util'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { type Exported, exportDatabase, FORMATS, type FormatName } from '../export/export.ts'
import { OptionError } from '../read/read-options.ts'
import { finishUndoing } from '../undo/undo.ts'
import { note, print, runCommand, withDatabase } from './run-command.ts'

const HELP = `Exports people, organisations, sources and claims from Neo4j to files.

Usage: npm run export -- [--format csv|jsonl|ftm] [--out PLACE]

  csv     a folder with people.csv, organisations.csv, sources.csv and claims.csv (default: ./export)
  jsonl   one file with one JSON object per row, which names its table (default: ./export.jsonl)
  ftm     one file of FollowTheMoney entities (default: ./export.ftm.json)

Loading a csv or jsonl export into an empty database restores the database, as npm run digest shows. FollowTheMoney cannot
represent all data: docs/export.md lists what is lost.

The csv export does not escape formulas: a spreadsheet runs a field that begins with = + - or @. Import it as text, or use
the CSV answers of the pages, which are escaped.

Connects to NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD). If it is not set, starts a local Neo4j with Docker or Java.

Options:
  --format NAME   csv (the default), jsonl or ftm
  --out PLACE     the folder (csv) or the file to write
  --force         replace existing output
  --lossy         export even if loading the export would not restore the same database
  --json          print the summary as one JSON object
  --help          print this help

Exit codes: 0 exported; 1 nothing written, because the output exists or the format cannot represent the data; 2 invalid
option; 3 no database; 130 interrupted, nothing written.

Examples:
  npm run export
  npm run export -- --out backup-2024-11
  npm run export -- --format jsonl --out claims.jsonl --force
  npm run export -- --format ftm --out entities.ftm.json`

/** `npm run export`: writes the database to files. Returns the exit code that the help text lists. */
export const runExport = (argv: string[], io: CommandIo): Promise<number> =>
  runCommand('export', io, () => writeExport(argv, io))

async function writeExport(argv: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      format: { type: 'string', default: 'csv' },
      out: { type: 'string' },
      force: { type: 'boolean' },
      lossy: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    print(io, HELP)
    return 0
  }
  const { format, out, force, lossy } = values
  if (!isFormat(format)) throw new OptionError(`--format: "${format}" is not one of ${Object.keys(FORMATS).join(', ')}`)
  const exported = await withDatabase(io, 'exporting', async context => {
    await finishUndoing(context.driver)
    return exportDatabase({ format, out, force, lossy }, context)
  })
  for (const remark of remarks(exported)) note(io, remark)
  print(io, values.json ? JSON.stringify(exported) : describe(exported))
  return 0
}

const isFormat = (name: string): name is FormatName => Object.hasOwn(FORMATS, name)

const describe = ({ files, people, organisations, sources, claims }: Exported): string =>
  [
    `exported ${people} people, ${organisations} organisations, ${sources} sources, ${claims} claims`,
    ...files.map(file => `  ${file}`),
  ].join('\n')

function remarks({ beside, formulas, losses, lost }: Exported): string[] {
  return [
    ...(losses > 0 ? [`${losses} records would be lost or changed:`, ...lost.map(loss => `  ${loss}`)] : []),
    ...(losses > lost.length ? [`  and ${losses - lost.length} more`] : []),
    ...(formulas > 0
      ? [
          `${formulas} fields begin like formulas: import the tables into a spreadsheet as text instead of opening them.`,
        ]
      : []),
    ...(beside.length > 0
      ? ['The folder also contains other files, which loading the folder may read:', ...beside]
      : []),
  ]
}
