import { processIo } from '../server/lib/command-io.ts'
import { runLayout } from './cli/layout-command.ts'

process.exitCode = await runLayout(process.argv.slice(2), processIo())
