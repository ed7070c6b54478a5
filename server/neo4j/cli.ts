import { processIo } from '../command-io.ts'
import { runNeo4j } from './run-neo4j.ts'

process.exitCode = await runNeo4j(process.argv.slice(2), processIo())
