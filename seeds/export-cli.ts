import { processIo } from '../server/lib/command-io.ts'
import { runExport } from './cli/export-command.ts'

process.exitCode = await runExport(process.argv.slice(2), processIo())
