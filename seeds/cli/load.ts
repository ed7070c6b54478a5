import { parseArgs } from 'node:util'
import type { CommandIo } from '../../server/command-io.ts'
import type { Encoding } from '../decode.ts'
import { checkErrorsFile, checkRowsFit, writeErrors } from '../errors-file.ts'
import { FileFault, openInput } from '../input/input.ts'
import { OptionError, READ_OPTIONS, READ_OPTIONS_HELP, readHelp, readOptions } from '../input/options.ts'
import { type LoadEffects, type Loaded, load, loadedBefore, type Summary } from '../load.ts'
import { describeWithoutClaim } from '../map/claim-count.ts'
import { proposeMapping } from '../map/propose.ts'
import { InputError, Problems } from '../problem.ts'
import { fingerprintOfFiles, type ReadOptions, readDataset } from '../read.ts'
import { SEEDS } from '../seeds.ts'
import { askRunning, note, print, progressOf, runCommand, withDatabase } from './command.ts'

const help = async () => `Loads people, organisations, sources and claims into Neo4j.

Usage: npm run load -- [PATHS…]

PATHS are files, or folders with tables named people, organisations, sources, claims or same-as (people.csv,
claims-2024.csv). Without one, the seeds of this project are loaded: what five articles say of departures from OpenAI.

Everything is checked before anything is written. A fault is named with its file, line and column. Loading the
same again changes nothing; loading more adds to what is there. Columns: seeds/README.md.

The database is NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD), else one of our own by Docker or local Java.

${await readHelp()}

Options:
${READ_OPTIONS_HELP}
  --dry-run             compare with the database, print what would change, and write nothing (but the
                        file of --errors)
  --strict              take warnings for faults
  --errors FILE         load the rows without a fault, and write the others to FILE (.jsonl, or of CSV and XLSX also
                        .csv) with the reasons; mend them there and load FILE
  --replace SOURCE      withdraw the claims of this source that the files no longer have; may be given several times
  --resume              pass over what an earlier, interrupted run of the same command has written
  --recheck             work everything out anew, also for people whose claims are settled and files loaded before:
                        repairs what was changed by hand
  --json                print the summary as one JSON object
  --help                print this

Exit codes: 0 loaded; 1 a fault in the input, nothing written; 2 a wrong option; 3 no database, or it was lost: what was
loaded is whole, go on with --resume; 4 a fault of the loader; 5 loaded but for the rows in the file of --errors; 130
stopped by Ctrl-C: the part under way is finished first, and --resume goes on from there.

Examples:
  npm run load
  npm run load -- ./my-data
  npm run load -- ./my-data --dry-run
  npm run load -- people.csv organisations.csv sources.csv claims.csv
  npm run load -- ./my-data --errors to-mend.csv
  npm run load -- claims-2024.csv --replace gazette-2024
  npm run load -- members.json --source register --source-title 'Register of members'
  npm run --silent load -- --map init transfers.xlsx > mapping.yaml
  npm run load -- --map mapping.yaml transfers.xlsx`

/** `npm run load`: loads files into the database. Returns the exit code that the help text lists. */
export const runLoad = (argv: string[], io: CommandIo): Promise<number> =>
  runCommand('load', io, () => loadFiles(argv, io))

async function loadFiles(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      'dry-run': { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      errors: { type: 'string' },
      replace: { type: 'string', multiple: true, default: [] },
      resume: { type: 'boolean', default: false },
      recheck: { type: 'boolean', default: false },
      ...READ_OPTIONS,
    },
  })
  if (values.help) {
    print(io, await help())
    return 0
  }
  const asked = await readOptions(values)
  if (values.map === 'init') return propose(io, positionals, asked.encoding)
  const { errors, strict, replace, resume, recheck, 'dry-run': dryRun } = values
  const paths = positionals.length > 0 ? positionals : [SEEDS]
  if (errors !== undefined) await checkErrorsFile(errors, paths, { resume })
  if (errors !== undefined && replace.length > 0)
    throw new OptionError('--errors and --replace exclude each other: a claim set aside would be withdrawn')
  const options = { ...asked, strict, everyFault: errors !== undefined }
  const asBefore = await withoutReading(io, paths, options, { dryRun, strict, resume, recheck, replace, errors })
  if (asBefore) return report(io, asBefore, values)
  const reading = progressOf(io, 'reading')
  const opened = (file: string, flat: boolean) => {
    if (errors !== undefined) checkRowsFit(errors, file, flat)
  }
  const data = await readDataset(paths, { ...options, opened, progress: reading.progress }).finally(reading.end)
  for (const line of data.notes) note(io, line)
  // Faults that the files show by themselves are told before a database is sought.
  if (data.problems.stop(strict, errors !== undefined)) throw new InputError(data.problems)
  const loaded = await withDatabase(
    io,
    'loading',
    surroundings =>
      load(data, {
        ...surroundings,
        dryRun,
        strict,
        resume,
        recheck,
        replace,
        setAside: errors === undefined ? undefined : all => writeErrors(errors, all, paths, options, data.fingerprint),
      }),
    () => note(io, 'Stopping after the parts that are under way. Ctrl-C again ends at once, and leaves those undone.'),
  )
  return report(io, loaded, values)
}

/** What the same came to before, where a database that runs says that nothing was written since. */
async function withoutReading(
  io: CommandIo,
  paths: string[],
  options: ReadOptions,
  { errors, ...effects }: Omit<LoadEffects, 'driver' | 'setAside'> & { errors?: string },
): Promise<Loaded | undefined> {
  if (errors !== undefined) return undefined
  const notes: string[] = []
  const found = await askRunning(io, driver =>
    loadedBefore({ ...effects, driver }, () => fingerprintOfFiles(paths, options, line => notes.push(line))),
  )
  if (found) for (const line of notes) note(io, line)
  return found
}

/** Prints what a load came to, and gives the exit code. */
function report(io: CommandIo, loaded: Loaded, { json, errors, 'dry-run': dryRun }: ReportOptions): number {
  for (const line of loaded.problems.describe()) note(io, line)
  print(io, json ? JSON.stringify(loaded.summary) : describe(loaded, dryRun ?? false))
  if (loaded.problems.faults === 0) return 0
  const { setAside } = loaded.summary
  note(
    io,
    `${setAside} ${setAside === 1 ? 'row has' : 'rows have'} a fault, set aside in ${errors}: mend there and load it.`,
  )
  return 5
}

interface ReportOptions {
  json?: boolean
  errors?: string
  'dry-run'?: boolean
}

/** Prints a proposed mapping of a file. */
async function propose(io: CommandIo, [file, ...more]: string[], encoding?: Encoding): Promise<number> {
  if (file === undefined || more.length > 0) throw new OptionError('--map init takes one file')
  try {
    const input = await openInput(file, line => note(io, line), undefined, encoding)
    io.stdout.write(await proposeMapping(input))
  } catch (error) {
    const problems = new Problems()
    if (error instanceof FileFault)
      problems.add({ file, line: error.line, column: error.column, message: error.message })
    else if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
      problems.add({ file, message: 'is not there' })
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

function describe({ summary, upToDateSince }: Loaded, dryRun: boolean): string {
  const cell = (value: string | number) => String(value).padStart(11)
  const line = (name: string, cells: (string | number)[]) => `  ${name.padEnd(14)}${cells.map(cell).join('')}`
  const rows = (Object.keys(NAMES) as (keyof typeof NAMES)[]).map(kind =>
    line(NAMES[kind], [summary[kind].added, summary[kind].changed, summary[kind].unchanged]),
  )
  const remarks = [
    summary.withdrawn > 0 && `  claims withdrawn: ${summary.withdrawn}`,
    summary.outdated > 0 && `  events and stays that no longer follow from the claims: ${summary.outdated}`,
    summary.disputes > 0 && `  events newly disputed: ${summary.disputes}`,
    summary.openOrigins > 0 && `  joinings whose stated origin matches no recorded leaving: ${summary.openOrigins}`,
    summary.resumed > 0 && `  rows that an earlier run had written: ${summary.resumed}`,
    ...(summary.withoutClaim ? describeWithoutClaim(summary.withoutClaim).map(line => `  ${line}`) : []),
    upToDateSince !== undefined && `  The same was loaded at ${upToDateSince}, and nothing came or went since.`,
    dryRun && '  Nothing was written.',
  ]
  const head = line(dryRun ? 'would be' : 'loaded', ['added', 'changed', 'unchanged'])
  return [head, ...rows, ...remarks.filter(remark => remark !== false)].join('\n')
}
