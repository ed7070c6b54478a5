import { parseArgs } from 'node:util'
import { copiesOf } from '../../server/launcher/copies.ts'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { readEnv } from '../../server/lib/env.ts'
import { mirror } from '../mirror/mirror-database.ts'
import { note, print, runCommand, withDatabase } from './run-command.ts'

const HELP = `Refreshes the copy of the database on which ad hoc Cypher runs with ADHOC=isolated.

Usage: npm run mirror -- [--json]

The copy is in the Neo4j at ADHOC_NEO4J_URI (with ADHOC_NEO4J_USER and ADHOC_NEO4J_PASSWORD), otherwise in one that this
command starts. An earlier copy is replaced; a Neo4j with other data is left alone. Afterwards both digests are compared. The
server refreshes the copy by itself after each load, so this command is for preparing one before the server starts.

Options:
  --json     print one JSON object
  --help     print this

Exit codes: 0 the copy equals the database; 1 it could not be made; 2 an invalid option; 3 no database; 130 interrupted.`

/** `npm run mirror`: refreshes the copy for ad hoc Cypher. Returns the exit code that the help text lists. */
export const runMirror = (argv: string[], io: CommandIo): Promise<number> =>
  runCommand('mirror', io, () => refresh(argv, io))

async function refresh(argv: string[], io: CommandIo): Promise<number> {
  const options = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const
  const { values } = parseArgs({ args: argv, options })
  if (values.help) {
    print(io, HELP)
    return 0
  }
  const copies = copiesOf(readEnv(io.env), { env: io.env, log: line => note(io, line) })
  try {
    const { sha256, people, organisations, sources, claims } = await withDatabase(io, 'copying', ({ driver, signal }) =>
      copies.refill(to => mirror({ from: driver, to, signal })),
    )
    print(
      io,
      values.json
        ? JSON.stringify({ people, organisations, sources, claims, sha256 })
        : `copied ${people} people, ${organisations} organisations, ${sources} sources, ${claims} claims\nsha256 ${sha256}`,
    )
    return 0
  } finally {
    await copies.close()
  }
}
