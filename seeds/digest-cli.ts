import { processIo } from '../server/command-io.ts'
import { runDigest } from './cli/digest.ts'

process.exitCode = await runDigest(process.argv.slice(2), processIo())
