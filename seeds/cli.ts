import { setFlagsFromString } from 'node:v8'
import { processIo } from '../server/lib/command-io.ts'
import { runLoad } from './cli/load-command.ts'

// Rows are streamed. Without this flag V8 lets the heap grow to several times the memory in use.
setFlagsFromString('--heap-growing-percent=60')

process.exitCode = await runLoad(process.argv.slice(2), processIo())
