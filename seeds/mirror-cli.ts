import { processIo } from '../server/lib/command-io.ts'
import { runMirror } from './cli/mirror-command.ts'

process.exitCode = await runMirror(process.argv.slice(2), processIo())
