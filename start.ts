import { readOutdated, reconcileAgain } from './seeds/load/reconcile-again.ts'
import { loadSeeds } from './seeds/load/shipped-seeds.ts'
import { isMirrored, mirror } from './seeds/mirror/mirror-database.ts'
import { processIo } from './server/lib/command-io.ts'
import { runStart } from './server/run-start.ts'

const loader = { loadSample: loadSeeds, readOutdated, reconcileAgain, mirroring: { mirror, isMirrored } }
process.exit(await runStart(process.argv.slice(2), processIo(), loader))
