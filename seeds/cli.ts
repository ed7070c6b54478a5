import { setFlagsFromString } from 'node:v8'
import { processIo } from '../server/lib/command-io.ts'
import { runLoad } from './cli/load-command.ts'

// Rows pass through and are not kept. Without this flag V8 lets the heap grow to several times what is in use.
setFlagsFromString('--heap-growing-percent=60')

process.exitCode = await runLoad(process.argv.slice(2), processIo())
