import { parseArgs } from 'node:util'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { type Digest, digest } from '../export/digest.ts'
import { finishUndoing } from '../undo/undo.ts'
import { print, runCommand, withDatabase } from './run-command.ts'

const HELP = `Counts the records of the database and computes its digest. Two databases with the same content have the same digest.

Usage: npm run digest -- [--json]

The digest covers every property that a load writes, except the day on which a claim was recorded. It does not depend on
the order in which rows were loaded, and any other difference changes it.

Connects to NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD). If it is not set, starts a local Neo4j with Docker or Java.

Options:
  --json     print one JSON object
  --help     print this help

Exit codes: 0 done; 2 invalid option; 3 no database; 130 interrupted.

Examples:
  npm run digest
  npm run --silent digest -- --json > before.json`

/** `npm run digest`: counts and hashes the database. Returns the exit code that the help text lists. */
export const runDigest = (argv: string[], io: CommandIo): Promise<number> =>
  runCommand('digest', io, () => printDigest(argv, io))

async function printDigest(argv: string[], io: CommandIo): Promise<number> {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
  const { values } = parseArgs({ args: argv, options })
  if (values.help) {
    print(io, HELP)
    return 0
  }
  const found = await withDatabase(io, 'reading', async context => {
    await finishUndoing(context.driver)
    return digest(context)
  })
  print(io, values.json ? JSON.stringify(found) : describe(found))
  return 0
}

const describe = ({ sha256, partOf, ...counts }: Digest): string =>
  [...Object.entries(counts), ['part of', partOf], ['sha256', sha256]]
    .map(([name, value]) => `${String(name).padEnd(14)} ${value}`)
    .join('\n')
