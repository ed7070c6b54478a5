import { processIo } from '../server/lib/command-io.ts'
import { runDigest } from './cli/digest-command.ts'

process.exitCode = await runDigest(process.argv.slice(2), processIo())
