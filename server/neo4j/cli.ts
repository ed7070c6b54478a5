/**
 * Starts, stops and shows the Neo4j of this app.
 *
 *   npm run neo4j -- start            starts it, or attaches, and leaves it running
 *   npm run neo4j -- stop [--force]   stops it, whoever started it
 *   npm run neo4j -- status           how it runs, where, which version, and who uses it
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { EnvError, readEnv } from '../env.ts'
import { outliveReaders } from './closed-pipe.ts'
import { Neo4jUnavailable } from './errors.ts'

const usage = `Usage: npm run neo4j -- <verb> [options]

Verbs
  start     start the Neo4j of this app, or attach to the running one, and leave it running
  stop      stop it, whoever started it
  status    how it runs, its address, version, process, data and users

Options
  --home <folder>   the folder of its data; by default WHO_LEFT_WHERE_HOME, or .neo4j
  --force           stop it although other processes use it
  -h, --help        show this text
`

class UsageError extends Error {}

async function main(argv: string[]): Promise<void> {
  const { verb, home, force, help } = readArguments(argv)
  if (help) return console.log(usage)
  const env = readEnv()
  const options = { home: home ? resolve(home) : env.neo4jHome, connection: env.connection, log: console.log }
  const verbs = await import('./verbs.ts')
  switch (verb) {
    case 'start':
      return verbs.start(options)
    case 'stop':
      return verbs.stop(options, force)
    case 'status':
      return verbs.status(options)
    default:
      throw new UsageError(verb ? `there is no verb "${verb}"` : 'a verb is missing')
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
    if (positionals.length > 1) throw new UsageError(`one verb, not ${positionals.length}`)
    return { verb: positionals[0], ...values }
  } catch (thrown) {
    throw thrown instanceof UsageError ? thrown : new UsageError((thrown as Error).message)
  }
}

outliveReaders()
main(process.argv.slice(2)).catch((thrown: unknown) => {
  if (thrown instanceof UsageError) {
    console.error(`neo4j: ${thrown.message}\n\n${usage}`)
    process.exitCode = 2
  } else if (thrown instanceof Neo4jUnavailable || thrown instanceof EnvError) {
    console.error(thrown.message)
    process.exitCode = 1
  } else throw thrown
})
