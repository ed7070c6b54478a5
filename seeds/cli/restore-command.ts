import { parseArgs } from 'node:util'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { restore } from '../backup/restore-database.ts'
import { OptionError } from '../read/read-options.ts'
import { print, runCommand, withDatabase } from './run-command.ts'

const HELP = `Fills a database from a file of npm run backup.

Usage: npm run restore -- FILE [--replace]

The whole file is checked first: if it is cut off or changed, nothing happens. Then the data is written, and its digest compared with
that of the backup. A database that holds data is left alone unless --replace is given, which deletes what it holds.

Stop the server first, because it would show incomplete data. If the restore is interrupted, the database stays incomplete: every
other command and the server then refuse it and name the command that begins the restore again.

Connects to NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD). If it is not set, starts a local Neo4j with Docker or Java.

Options:
  --replace  delete the data that the database holds
  --json     print the summary as one JSON object
  --help     print this help

Exit codes: 0 the database equals the backup; 1 it does not, and the message says what was changed; 2 invalid option; 3 no database;
130 interrupted.

Examples:
  npm run restore -- who-left-where-2026-05-01.backup.gz
  npm run restore -- who-left-where-2026-05-01.backup.gz --replace`

/** `npm run restore`: fills the database from a backup. Returns the exit code that the help text lists. */
export const runRestore = (argv: string[], io: CommandIo): Promise<number> =>
  runCommand('restore', io, () => readBackup(argv, io))

async function readBackup(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { replace: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    print(io, HELP)
    return 0
  }
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new OptionError('give one file to restore')
  const found = await withDatabase(io, 'restoring', context => restore({ file, replace: values.replace }, context), {
    isRestore: true,
  })
  const { people, organisations, sources, claims, sha256 } = found
  print(
    io,
    values.json
      ? JSON.stringify(found)
      : `restored ${people} people, ${organisations} organisations, ${sources} sources, ${claims} claims\nsha256 ${sha256}, as in the backup`,
  )
  return 0
}
