import { runNeo4j } from './launcher/run-neo4j.ts'
import { processIo } from './lib/command-io.ts'

process.exitCode = await runNeo4j(process.argv.slice(2), processIo())
