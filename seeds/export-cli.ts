import { processIo } from '../server/command-io.ts'
import { runExport } from './cli/export.ts'

process.exitCode = await runExport(process.argv.slice(2), processIo())
