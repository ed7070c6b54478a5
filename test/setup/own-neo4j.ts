import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from '../../server/db/connect.ts'
import { Home } from '../../server/launcher/home.ts'
import { chooseJava, findJavas } from '../../server/launcher/java.ts'
import { type Neo4jServer, openNeo4j } from '../../server/launcher/open-neo4j.ts'
import { waitUntilGone } from '../../server/launcher/process-identity.ts'
import { javaEnv } from '../server/launcher/running-app.ts'

/** Whether this machine has a Java that Neo4j runs on. */
export const hasJava = await findJavas(process.env).then(
  found => Boolean(chooseJava(found)),
  () => false,
)

export interface OwnNeo4j extends Connection {
  /** Signals its process. */
  signal(name: NodeJS.Signals): void
  /** Ends it at once and waits until it has ended. */
  kill(): Promise<void>
  /** Stops it, if it runs. */
  stop(): Promise<void>
  /** Starts it again at the same address, and returns when Bolt answers. */
  start(): Promise<void>
}

/** A Neo4j for one test, on the local Java, which may be killed and frozen. `home` is a new folder by default. */
export async function openOwnNeo4j(home?: string, settings: Record<string, string> = {}): Promise<OwnNeo4j> {
  const folder = home ?? (await mkdtemp(join(tmpdir(), 'own-neo4j-')))
  const open = () => openNeo4j({ home: folder, env: javaEnv(), settings, log: () => {} })
  let server: Neo4jServer | undefined = await open()
  const { uri, user, password } = server
  const processOf = () => {
    const found = new Home(folder).server?.process
    if (!found) throw new Error('this Neo4j does not run')
    return found
  }
  return {
    ...{ uri, user, password },
    signal: name => void process.kill(processOf().pid, name),
    async kill() {
      const ended = processOf()
      process.kill(ended.pid, 'SIGKILL')
      await waitUntilGone(ended, 30_000)
    },
    async stop() {
      await server?.stop()
      server = undefined
    },
    async start() {
      await server?.stop()
      server = await open()
    },
  }
}
