import { loadSeeds } from './seeds/load/shipped-seeds.ts'
import { processIo } from './server/lib/command-io.ts'
import { runStart } from './server/run-start.ts'

process.exit(await runStart(process.argv.slice(2), processIo(), { loadSample: loadSeeds }))
