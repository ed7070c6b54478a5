import { parseArgs } from 'node:util'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { FileError, openInput } from '../files/input.ts'
import { isMissing } from '../lib/is-missing.ts'
import { type LoadContext, type Loaded, load, loadedBefore } from '../load/load.ts'
import { SEEDS } from '../load/shipped-seeds.ts'
import { proposeMapping } from '../map/propose.ts'
import { remarksOn } from '../map/records.ts'
import { fingerprintOfFiles, type ReadOptions, readDataset } from '../read/read-dataset.ts'
import { OptionError, READ_OPTIONS, READ_OPTIONS_HELP, readHelp, readOptions } from '../read/read-options.ts'
import { checkErrorsFile, checkRowsFit, writeErrors } from '../read/reject-file.ts'
import type { Summary } from '../store/summary.ts'
import { describeWithoutClaim } from '../tables/claim-count.ts'
import { Diagnostics, InputError } from '../tables/diagnostic.ts'
import { describeValues } from './changed-values.ts'
import { pastLoads } from './past-loads.ts'
import { BYTES, progressOf, ROWS } from './progress.ts'
import { askRunning, note, print, runCommand, withDatabase } from './run-command.ts'

const help = async () => `Loads people, organisations, sources and claims into Neo4j.

Usage: npm run load -- [PATHS…]

PATHS are files, or folders with tables named people, organisations, sources, claims or same-as (people.csv,
claims-2024.csv). Without PATHS, loads the sample: departures from OpenAI, as reported by five articles.

All rows are checked before anything is written. Errors give the file, line and column. Loading the same files again
changes nothing; loading further files adds to the database. Columns: docs/tables.md.

Connects to NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD). If it is not set, starts a local Neo4j with Docker or Java.

${await readHelp()}

Options:
${READ_OPTIONS_HELP}
  --dry-run             compare with the database and list every value that would change; write nothing except the
                        reject file of --errors
  --strict              treat warnings as errors
  --errors FILE         load the valid rows and write the others to FILE, the reject file (.jsonl; for CSV and XLSX also
                        .csv), with the reasons; correct the rows there and load FILE
  --correct             let the files replace names, types, dates and notes in the database. Without it, a different name
                        becomes an alias and a contradicting value is an error
  --replace SOURCE      withdraw the claims of this source that the files no longer contain; repeatable. Withdrawing more
                        than half of its claims needs --yes
  --resume              skip the batches that an earlier, interrupted run of the same command wrote
  --recheck             recompute everything, even for unchanged files and people; repairs manual edits in the database
  --reconcile           work out again, from the stored claims, the events and tenures of people whom another version
                        reconciled, or whose announced events are now due; npm start does it too. Takes no files
  --list                list the loads: number, time, files and changes
  --undo NUMBER         undo one load: withdraw the claims, names and entities that only it added, and keep those that
                        later loads state too. Fails if other loads need entities that only it describes; with --yes,
                        those are kept. With --dry-run, only report what would be undone
  --yes                 confirm --replace or --undo
  --all-faults          print every error and warning (up to 10,000 of each) on a separate line. By default, each kind is
                        printed once, with its number of rows and the first three of them
  --json                print the summary as one JSON object
  --help                print this help

Exit codes: 0 loaded; 1 invalid input, nothing written; 2 invalid option; 3 no database or lost connection: finished
batches are loaded, continue with --resume; 4 internal error; 5 loaded, with rejected rows written to the reject file;
130 stopped by Ctrl-C after the batches in progress, continue with --resume.

Examples:
  npm run load
  npm run load -- ./my-data
  npm run load -- ./my-data --dry-run
  npm run load -- people.csv organisations.csv sources.csv claims.csv
  npm run load -- ./my-data --errors rejects.csv
  npm run load -- claims-2024.csv --replace gazette-2024
  npm run load -- register.csv --id-prefix uk-
  npm run load -- --list
  npm run load -- --undo 3
  npm run load -- members.json --source register --source-title 'Register of members'
  npm run --silent load -- --map init transfers.xlsx > mapping.yaml
  npm run load -- --map mapping.yaml transfers.xlsx`

/** `npm run load`: loads files into the database. Returns the exit code that the help text lists. */
export const runLoad = (argv: string[], io: CommandIo): Promise<number> =>
  runCommand('load', io, () => loadFiles(argv, io), { allFaults: argv.includes('--all-faults') })

async function loadFiles(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      'all-faults': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      errors: { type: 'string' },
      replace: { type: 'string', multiple: true, default: [] },
      resume: { type: 'boolean', default: false },
      recheck: { type: 'boolean', default: false },
      correct: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      reconcile: { type: 'boolean', default: false },
      undo: { type: 'string' },
      yes: { type: 'boolean', default: false },
      ...READ_OPTIONS,
    },
  })
  if (values.help) {
    print(io, await help())
    return 0
  }
  if (values.list || values.reconcile || values.undo !== undefined) return pastLoads(io, values, positionals)
  const asked = await readOptions(values)
  if (values.map === 'init') return propose(io, positionals, asked)
  const { errors, strict, replace, resume, recheck, correct, yes, 'dry-run': dryRun } = values
  const paths = positionals.length > 0 ? positionals : [SEEDS]
  if (errors !== undefined) await checkErrorsFile(errors, paths, { resume })
  if (errors !== undefined && replace.length > 0)
    throw new OptionError('--errors and --replace cannot be combined: rejected claims would be withdrawn')
  const options = { ...asked, strict, everyFault: errors !== undefined }
  const earlier = await earlierLoad(io, paths, options, {
    ...{ dryRun, strict, resume, recheck, correct, replace, errors },
  })
  if (earlier) return report(io, earlier, values)
  const reading = progressOf(io, 'reading', BYTES)
  const opened = (file: string, flat: boolean) => {
    if (errors !== undefined) checkRowsFit(errors, file, flat)
  }
  const data = await readDataset(paths, { ...options, opened, progress: reading.progress }).finally(reading.end)
  for (const line of data.notes) note(io, line)
  // Reports faults within the files before the database is opened.
  if (data.problems.stop(strict, errors !== undefined)) throw new InputError(data.problems)
  const rows = data.people + data.claims
  if (rows >= ROWS.long) note(io, `checking ${rows} rows against each other and the database`)
  const loaded = await withDatabase(
    io,
    'loading',
    context =>
      load(data, {
        ...context,
        dryRun,
        strict,
        resume,
        recheck,
        correct,
        replace,
        confirmed: yes,
        files: paths,
        options: givenOptions(values),
        writeRejects:
          errors === undefined ? undefined : all => writeErrors(errors, all, paths, options, data.fingerprint),
      }),
    {
      interrupted: () =>
        note(io, 'Finishing the batches in progress. Press Ctrl-C again to stop without finishing them.'),
    },
  )
  return report(io, loaded, values)
}

/** The options of a load, for the list of loads. */
const givenOptions = (values: Record<string, unknown>): string[] =>
  Object.entries(values).flatMap(([name, value]) => {
    if (SILENT.has(name) || value === undefined || value === false) return []
    if (value === true) return [`--${name}`]
    return [value].flat().map(one => `--${name} ${one}`)
  })
const SILENT = new Set(['json', 'yes', 'resume', 'dry-run', 'all-faults'])

/** The result of an earlier load of the same files, if a running database is unchanged since. */
async function earlierLoad(
  io: CommandIo,
  paths: string[],
  options: ReadOptions,
  { errors, ...effects }: Omit<LoadContext, 'driver' | 'writeRejects'> & { errors?: string },
): Promise<Loaded | undefined> {
  if (errors !== undefined) return undefined
  const notes: string[] = []
  const { progress, end } = progressOf(io, 'comparing', BYTES)
  const found = await askRunning(io, driver =>
    loadedBefore({ ...effects, driver }, () =>
      fingerprintOfFiles(paths, { ...options, progress }, line => notes.push(line)),
    ),
  ).finally(end)
  if (found) for (const line of notes) note(io, line)
  return found
}

/** Prints the result of a load and returns the exit code. */
function report(
  io: CommandIo,
  loaded: Loaded,
  { json, errors, 'dry-run': dryRun, 'all-faults': all }: ReportOptions,
): number {
  for (const line of loaded.problems.describe({ each: all })) note(io, line)
  const { summary, values = [] } = loaded
  if (dryRun && !json) for (const line of describeValues(values)) print(io, line)
  print(
    io,
    json
      ? JSON.stringify({ ...summary, ...(dryRun && values.length > 0 && { values }) })
      : describe(loaded, dryRun ?? false),
  )
  if (loaded.problems.faults === 0) return 0
  const { rejected } = loaded.summary
  note(
    io,
    `${rejected} ${rejected === 1 ? 'row was' : 'rows were'} rejected and written to ${errors}: correct ${rejected === 1 ? 'it' : 'them'} there and load that file.`,
  )
  return 5
}

interface ReportOptions {
  json?: boolean
  errors?: string
  'dry-run'?: boolean
  'all-faults'?: boolean
}

/** Prints a proposed mapping for a file. */
async function propose(io: CommandIo, [file, ...more]: string[], options: ReadOptions): Promise<number> {
  if (file === undefined || more.length > 0) throw new OptionError('--map init takes one file')
  const { encoding, workbook } = options
  try {
    const input = { ...(await openInput(file, line => note(io, line), undefined, encoding)), workbook }
    const mapping = await proposeMapping(input)
    for (const line of await remarksOn(input)) note(io, line)
    io.stdout.write(mapping)
  } catch (error) {
    const problems = new Diagnostics()
    if (error instanceof FileError)
      problems.add({ file, line: error.line, column: error.column, message: error.message })
    else if (isMissing(error)) problems.add({ file, message: 'does not exist' })
    else throw error
    throw new InputError(problems)
  }
  return 0
}

const NAMES = {
  people: 'people',
  organisations: 'organisations',
  partOf: 'part of',
  sameAs: 'same as',
  sources: 'sources',
  claims: 'claims',
  joined: 'joined',
  left: 'left',
  tenures: 'tenures',
} as const satisfies Partial<Record<keyof Summary, string>>

function describe({ summary, upToDateSince, number }: Loaded, dryRun: boolean): string {
  const cell = (value: string | number) => String(value).padStart(11)
  const line = (name: string, cells: (string | number)[]) => `  ${name.padEnd(14)}${cells.map(cell).join('')}`
  const rows = (Object.keys(NAMES) as (keyof typeof NAMES)[]).map(kind =>
    line(NAMES[kind], [summary[kind].added, summary[kind].changed, summary[kind].unchanged]),
  )
  const remarks = [
    summary.withdrawn > 0 && `  claims withdrawn: ${summary.withdrawn}`,
    summary.outdated > 0 && `  events and tenures that no longer follow from the claims: ${summary.outdated}`,
    summary.disputes > 0 && `  events newly disputed: ${summary.disputes}`,
    summary.openOrigins > 0 && `  joinings whose stated origin matches no recorded leaving: ${summary.openOrigins}`,
    summary.resumed > 0 && `  rows that an earlier run had written: ${summary.resumed}`,
    ...(summary.withoutClaim ? describeWithoutClaim(summary.withoutClaim).map(line => `  ${line}`) : []),
    upToDateSince !== undefined &&
      `  The same files were loaded at ${upToDateSince}, and the database is unchanged since.`,
    dryRun && '  Nothing was written.',
    number !== undefined && `  This was load ${number}; to undo it, run npm run load -- --undo ${number}.`,
  ]
  const head = line(dryRun ? 'would be' : 'loaded', ['added', 'changed', 'unchanged'])
  return [head, ...rows, ...remarks.filter(remark => remark !== false)].join('\n')
}
