import { processIo } from './lib/command-io.ts'
import { runMcp } from './mcp/mcp-command.ts'

process.exitCode = await runMcp(process.argv.slice(2), processIo(), process.stdin)
