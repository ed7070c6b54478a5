import { parseArgs } from 'node:util'
import { runCommand, withDatabase } from './command.ts'
import { type Digest, digest } from './digest.ts'

const HELP = `Counts what the database holds, and hashes it: two databases that hold the same have one digest.

Usage: npm run digest -- [--json]

It reads every property that a load writes, but for the day on which a claim was recorded, in an order of its own. So
it is the same after the same rows were loaded in another order, and differs once any one of them differs.

The database is NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD), else one of our own by Docker or local Java.

Options:
  --json     print one JSON object
  --help     print this

Exit codes: 0 done; 2 a wrong option; 3 no database; 130 interrupted.

Examples:
  npm run digest
  npm run --silent digest -- --json > before.json`

async function main(): Promise<undefined> {
  const { values } = parseArgs({ options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
  if (values.help) return void console.log(HELP)
  const found = await withDatabase('reading', digest)
  console.log(values.json ? JSON.stringify(found) : describe(found))
}

const describe = ({ sha256, partOf, ...counts }: Digest): string =>
  [...Object.entries(counts), ['part of', partOf], ['sha256', sha256]]
    .map(([name, value]) => `${String(name).padEnd(14)} ${value}`)
    .join('\n')

await runCommand('digest', main)
