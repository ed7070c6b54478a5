import { parseArgs } from 'node:util'
import { Presets, SingleBar } from 'cli-progress'
import { connect, isUnauthorised, isUnreachable, UNAUTHORISED } from '../server/db/connect.ts'
import { EnvError, readEnv } from '../server/env.ts'
import { Neo4jUnavailable, openNeo4j } from '../server/neo4j/index.ts'
import { FileFault, openInput } from './input/input.ts'
import { OptionError, READ_OPTIONS, READ_OPTIONS_HELP, readHelp, readOptions } from './input/options.ts'
import { load, type Summary } from './load.ts'
import { proposeMapping } from './map/propose.ts'
import { describeProblem, InputError } from './problem.ts'
import { readDataset } from './read.ts'
import { SEEDS } from './seeds.ts'

const help = async () => `Loads people, organisations, sources and claims into Neo4j.

Usage: npm run load -- [PATHS…]

PATHS are files, or folders with tables named people, organisations, sources or claims (people.csv, claims-2024.csv).
Without one, the seeds of this project are loaded: what five articles say of departures from OpenAI.

Everything is checked before anything is written. A fault is named with its file, line and column. Loading the
same again changes nothing; loading more adds to what is there. Columns: seeds/README.md.

The database is NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD), else one of our own by Docker or local Java.

${await readHelp()}

Options:
${READ_OPTIONS_HELP}
  --dry-run             compare with the database, print what would change, and write nothing
  --strict              take warnings for faults
  --json                print the summary as one JSON object
  --help                print this

Exit codes: 0 loaded; 1 a fault in the input, nothing written; 2 a wrong option; 3 no database.

Examples:
  npm run load
  npm run load -- ./my-data
  npm run load -- ./my-data --dry-run
  npm run load -- people.csv organisations.csv sources.csv claims.csv
  npm run load -- members.json --source register --source-title 'Register of members'
  npm run --silent load -- --map init transfers.xlsx > mapping.yaml
  npm run load -- --map mapping.yaml transfers.xlsx`

const say = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      'dry-run': { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      ...READ_OPTIONS,
    },
  })
  if (values.help) {
    console.log(await help())
    return 0
  }
  if (values.map === 'init') return propose(positionals)
  const data = await readDataset(positionals.length > 0 ? positionals : [SEEDS], await readOptions(values))
  for (const note of data.notes) say(note)
  // Faults that the files show by themselves are told before a database is sought.
  if (data.problems.some(({ warning }) => values.strict || !warning)) throw new InputError(data.problems)
  const env = readEnv()
  const neo4j = await openNeo4j({ home: env.neo4jHome, connection: env.connection, log: say })
  const driver = connect(neo4j)
  const bar = new SingleBar(
    { format: 'loading {bar} {value} of {total} rows', noTTYOutput: false, clearOnComplete: true },
    Presets.shades_classic,
  )
  try {
    const { summary, warnings } = await load(data, {
      driver,
      dryRun: values['dry-run'],
      strict: values.strict,
      progress: (done, total) => (bar.isActive ? bar.update(done) : bar.start(total, done)),
    })
    bar.stop()
    for (const warning of warnings) say(describeProblem(warning))
    console.log(values.json ? JSON.stringify(summary) : describe(summary, values['dry-run']))
    return 0
  } finally {
    bar.stop()
    await driver.close()
    await neo4j.stop()
  }
}

/** Prints a proposed mapping of a file. */
async function propose([file, ...more]: string[]): Promise<number> {
  if (file === undefined || more.length > 0) throw new OptionError('--map init takes one file')
  try {
    process.stdout.write(await proposeMapping(await openInput(file, say)))
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!(error instanceof FileFault) && !missing) throw error
    const message = missing ? 'is not there' : (error as Error).message
    throw new InputError([{ file, message }])
  }
  return 0
}

function describe(summary: Summary, dryRun: boolean): string {
  const kinds = ['people', 'organisations', 'partOf', 'sources', 'claims', 'joined', 'left', 'tenures'] as const
  const cell = (value: string | number) => String(value).padStart(11)
  const line = (name: string, cells: (string | number)[]) => `  ${name.padEnd(14)}${cells.map(cell).join('')}`
  const rows = kinds.map(kind =>
    line(kind === 'partOf' ? 'part of' : kind, [summary[kind].added, summary[kind].changed, summary[kind].unchanged]),
  )
  const remarks = [
    summary.outdated > 0 && `  events and stays that no longer follow from the claims: ${summary.outdated}`,
    summary.disputes > 0 && `  events newly disputed: ${summary.disputes}`,
    dryRun && '  Nothing was written.',
  ]
  const head = line(dryRun ? 'would be' : 'loaded', ['added', 'changed', 'unchanged'])
  return [head, ...rows, ...remarks.filter(remark => remark !== false)].join('\n')
}

/** What the person at the terminal is told, and the exit code. */
function explain(error: unknown): { text: string; code: number } {
  if (error instanceof InputError) {
    const faults = error.problems.filter(({ warning }) => !warning).length || error.problems.length
    return { text: `${error.message}\n${faults} fault${faults === 1 ? '' : 's'}; nothing was written.`, code: 1 }
  }
  if (error instanceof EnvError || error instanceof Neo4jUnavailable) return { text: error.message, code: 3 }
  if (isUnauthorised(error)) return { text: UNAUTHORISED, code: 3 }
  if (isUnreachable(error))
    return {
      text: 'Neo4j does not answer: check NEO4J_URI and that the server runs. Load again when it does.',
      code: 3,
    }
  if (error instanceof OptionError) return { text: `${error.message}\nSee npm run load -- --help`, code: 2 }
  if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return { text: `${error.message}\nSee npm run load -- --help`, code: 2 }
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), code: 4 }
}

process.exitCode = await main().catch((error: unknown) => {
  const { text, code } = explain(error)
  say(text)
  return code
})
