import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CommandIo } from '../lib/command-io.ts'
import { EnvError, readEnv } from '../lib/env.ts'
import { Neo4jUnavailable } from './launcher-errors.ts'

const USAGE = `Usage: npm run neo4j -- <verb> [options]

Verbs
  start     start the app's Neo4j, unless it runs already, and leave it running
  stop      stop the app's Neo4j
  status    print its provider, Bolt address, version, process, data and users

Options
  --home <folder>   the data folder (default: WHO_LEFT_WHERE_HOME, or .neo4j)
  --force           stop it even if other processes use it
  -h, --help        print this help
`

class UsageError extends Error {}

/** `npm run neo4j`: starts, stops and shows the app's Neo4j. Returns the exit code: 0, 1 on failure, 2 for invalid arguments. */
export async function runNeo4j(argv: string[], io: CommandIo): Promise<number> {
  try {
    await runVerb(argv, io)
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      io.stderr.write(`neo4j: ${error.message}\n\n${USAGE}\n`)
      return 2
    }
    if (error instanceof Neo4jUnavailable || error instanceof EnvError) {
      io.stderr.write(`${error.message}\n`)
      return 1
    }
    throw error
  }
}

async function runVerb(argv: string[], io: CommandIo): Promise<void> {
  const { verb, home, force, help } = readArguments(argv)
  const log = (line: string) => void io.stdout.write(`${line}\n`)
  if (help) return log(USAGE)
  const env = readEnv(io.env)
  const options = {
    home: home ? resolve(home) : env.neo4jHome,
    connection: env.connection,
    log,
    env: io.env,
    launch: env.launch,
  }
  const verbs = await import('./verbs.ts')
  switch (verb) {
    case 'start':
      return verbs.start(options)
    case 'stop':
      return verbs.stop(options, force)
    case 'status':
      return verbs.status(options)
    default:
      throw new UsageError(verb ? `unknown verb "${verb}"` : 'a verb is missing')
  }
}

function readArguments(argv: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        home: { type: 'string' },
        force: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
    if (positionals.length > 1) throw new UsageError(`expected one verb, got ${positionals.length}`)
    return { verb: positionals[0], ...values }
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError((error as Error).message)
  }
}
