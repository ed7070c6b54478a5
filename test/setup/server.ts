import { join } from 'node:path'
import { defaultHome, Neo4jInUse, openNeo4j } from '../../server/neo4j/index.ts'

export interface TestNeo4j {
  uri: string
  user: string
  password: string
}

/** Opens the server the tests run against, and may wipe. Throws an Error saying what to do if there is none. */
export async function openTestDatabase(
  env: NodeJS.ProcessEnv,
  log: (line: string) => void,
): Promise<TestNeo4j & { stop: () => Promise<void> }> {
  return openOwnHome(env, log)
}

/** Runs at the same moment get a home each: one would wipe what the other has just written. */
async function openOwnHome(env: NodeJS.ProcessEnv, log: (line: string) => void) {
  for (let at = 1; ; at++) {
    try {
      return await openNeo4j({
        home: join(defaultHome, 'test', String(at)),
        exclusive: true,
        log,
        env: { NEO4J_JARS: join(defaultHome, 'lib'), ...env, NEO4J_WAY: 'java' },
      })
    } catch (thrown) {
      if (!(thrown instanceof Neo4jInUse) || at === 8) throw thrown
    }
  }
}
