import { loadSeeds } from './seeds/load/shipped-seeds.ts'
import { countSources } from './seeds/store/count-sources.ts'
import { processIo } from './server/lib/command-io.ts'
import { runStart } from './server/start.ts'

const loader = { loadSample: loadSeeds, countSources }
process.exit(await runStart(process.argv.slice(2), processIo(), loader))
