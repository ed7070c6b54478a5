import { parseArgs } from 'node:util'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { type BackedUp, backup } from '../backup/backup-database.ts'
import { OptionError } from '../read/read-options.ts'
import { print, runCommand, withDatabase } from './run-command.ts'

const HELP = `Writes the whole database to one file, from which npm run restore fills a database again.

Usage: npm run backup -- FILE [--force]

The file holds everything, also the list of loads, what was withdrawn or undone, and positions, and begins with a manifest: the
digest of npm run digest, counts, the date, and the versions of format and product. It is JSON Lines in gzip; name it, for example,
who-left-where-2026-05-01.backup.gz. It is as confidential as the database.

The server may run meanwhile. If a load changes the database, the backup begins again, at most three times.

Connects to NEO4J_URI (with NEO4J_USER and NEO4J_PASSWORD). If it is not set, starts a local Neo4j with Docker or Java.

Options:
  --force    replace an existing file
  --json     print the summary as one JSON object
  --help     print this help

Exit codes: 0 done; 1 nothing written, because the file exists or the database kept changing; 2 invalid option; 3 no database;
130 interrupted, nothing written.

Examples:
  npm run backup -- who-left-where-2026-05-01.backup.gz
  npm run backup -- latest.backup.gz --force`

/** `npm run backup`: writes the database to one file. Returns the exit code that the help text lists. */
export const runBackup = (argv: string[], io: CommandIo): Promise<number> =>
  runCommand('backup', io, () => writeBackup(argv, io))

async function writeBackup(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { force: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    print(io, HELP)
    return 0
  }
  const [out, ...more] = positionals
  if (out === undefined || more.length > 0) throw new OptionError('give one file to write')
  const done = await withDatabase(io, 'backing up', context => backup({ out, force: values.force }, context))
  print(io, values.json ? JSON.stringify(done) : describe(done))
  return 0
}

const describe = ({ file, people, organisations, sources, claims, sha256 }: BackedUp): string =>
  `backed up ${people} people, ${organisations} organisations, ${sources} sources, ${claims} claims\n  ${file}\nsha256 ${sha256}`
