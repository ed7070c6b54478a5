import { processIo } from '../server/lib/command-io.ts'
import { runRestore } from './cli/restore-command.ts'

process.exitCode = await runRestore(process.argv.slice(2), processIo())
