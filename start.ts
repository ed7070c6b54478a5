import { loadSeeds } from './seeds/seeds.ts'
import { countSources } from './seeds/source-counts.ts'
import { processIo } from './server/command-io.ts'
import { runStart } from './server/start.ts'

const loader = { loadSample: loadSeeds, countSources }
process.exit(await runStart(process.argv.slice(2), processIo(), loader))
