import { parseArgs } from 'node:util'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { placeInThread } from '../layout/place-in-thread.ts'
import { clearLayout, storeLayout } from '../layout/store-layout.ts'
import { readWholeGraph } from '../layout/whole-graph.ts'
import { OptionError } from '../read/read-options.ts'
import { finishUndoing } from '../undo/undo.ts'
import type { Unit } from './progress.ts'
import { print, runCommand, withDatabase } from './run-command.ts'

/** Chosen by looking at pictures: large organisations are apart, and people are among theirs. */
const ITERATIONS = 120
const SEED = 1

const HELP = `Computes where each person and organisation is in a picture of the whole graph, and stores it in the database.

Usage: npm run layout -- [options]

Positions are the properties layoutX and layoutY of Person and Organisation; their median distance from the nearest other
node is 10. The node (:Layout {id: 'whole'}) says for how many nodes and lines they were computed, and when. Loads do not
change positions, and new people and organisations have none until this command is run again. Exports and digests leave
positions out. 50,000 people with 200,000 lines take a minute or two.

Connects to NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD). If it is not set, starts a local Neo4j with Docker or Java.

Options:
  --iterations NUMBER   rounds of the computation, 1 to 10000 (default: ${ITERATIONS})
  --seed NUMBER         another number gives another layout (default: ${SEED})
  --dry-run             compute, and store nothing
  --clear               remove the stored positions
  --json                print the summary as one JSON object
  --help                print this help

Exit codes: 0 done; 2 invalid option; 3 no database; 130 interrupted before anything was stored.

Examples:
  npm run layout
  npm run layout -- --iterations 500
  npm run layout -- --clear`

const ROUNDS: Unit = { amount: String, name: 'rounds', long: 100 }

/** `npm run layout`: computes and stores positions. Returns the exit code that the help text lists. */
export const runLayout = (argv: string[], io: CommandIo): Promise<number> =>
  runCommand('layout', io, () => layOut(argv, io))

/** What was computed; with `clear`, nothing. */
interface Summary {
  people: number
  organisations: number
  lines: number
  seconds: number
  stored: boolean
}

async function layOut(argv: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({
    args: argv,
    options: {
      iterations: { type: 'string', default: String(ITERATIONS) },
      seed: { type: 'string', default: String(SEED) },
      'dry-run': { type: 'boolean', default: false },
      clear: { type: 'boolean', default: false },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    print(io, HELP)
    return 0
  }
  if (values.clear && values['dry-run']) throw new OptionError('--clear and --dry-run cannot be combined')
  const iterations = wholeNumber('--iterations', values.iterations, 1, 10_000)
  const seed = wholeNumber('--seed', values.seed, 0, 2 ** 32 - 1)
  if (values.clear) {
    await withDatabase(io, 'clearing', ({ driver }) => clearLayout(driver))
    print(io, values.json ? JSON.stringify({ cleared: true }) : 'removed all positions')
    return 0
  }
  const summary = await withDatabase(
    io,
    'computing',
    async ({ driver, progress, signal }): Promise<Summary> => {
      await finishUndoing(driver)
      const graph = await readWholeGraph(driver, signal)
      const begin = performance.now()
      const points = await placeInThread(graph, { seed, iterations, progress }, signal)
      const seconds = Math.round((performance.now() - begin) / 100) / 10
      const stored = !values['dry-run']
      if (stored) await storeLayout(driver, graph, points)
      const { people, organisations, lines } = graph
      return { people, organisations, lines: lines.length / 2, seconds, stored }
    },
    { unit: ROUNDS },
  )
  print(io, values.json ? JSON.stringify(summary) : describe(summary))
  return 0
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw new OptionError(`${option}: "${text}" is not a whole number from ${least} to ${most}`)
}

const describe = ({ people, organisations, lines, seconds, stored }: Summary): string =>
  [
    `placed ${people} people and ${organisations} organisations with ${lines} lines between them in ${seconds} s`,
    ...(stored ? [] : ['Nothing was stored.']),
  ].join('\n')
