import { processIo } from '../server/lib/command-io.ts'
import { runBackup } from './cli/backup-command.ts'

process.exitCode = await runBackup(process.argv.slice(2), processIo())
