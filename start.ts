import { loadSeeds } from './seeds/seeds.ts'
import { processIo } from './server/command-io.ts'
import { runStart } from './server/start.ts'

process.exit(await runStart(process.argv.slice(2), processIo(), driver => loadSeeds({ driver })))
