import { processIo } from './lib/command-io.ts'
import { runPublish } from './publish/publish-command.ts'

process.exitCode = await runPublish(process.argv.slice(2), processIo())
