/**
 * An app that opens a Neo4j and waits for a stop by a line on standard input or a signal.
 * Usage: app.ts <home> [drains|exits]   FAKE_START_MS in the environment says to open a fake server that takes so long. With `drains` it listens to SIGINT itself, as a server with requests to finish does;
 * with `exits` it ends at its line without giving anything back, as after a fault.
 * Prints what it opened as a line of JSON, what the launcher says on standard error.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openNeo4j } from '../../server/launcher/open-neo4j.ts'
import { fakeProvider } from './fake-provider.ts'

const [home = '', mode] = process.argv.slice(2)
const fakeStart = process.env.FAKE_START_MS
const providers = fakeStart === undefined ? undefined : [fakeProvider(Number(fakeStart))]

async function main() {
  const { stop, uri, how } = await openNeo4j({ home, log: line => console.error(line), providers })
  console.log(JSON.stringify({ uri, how }))
  process.stdin.once('data', async () => {
    if (mode !== 'exits') await stop()
    process.exit(0)
  })
  process.stdin.resume()
  if (mode !== 'drains') return
  process.once('SIGINT', async () => {
    await sleep(500)
    console.log('drained')
    await stop()
    process.exit(0)
  })
}

main().catch((thrown: Error) => {
  console.error(thrown.message)
  process.exitCode = 1
})
