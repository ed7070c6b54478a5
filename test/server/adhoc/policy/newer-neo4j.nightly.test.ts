import { join } from 'node:path'
import { afterAll, describe, test } from 'vitest'
import { chooseJava, findJavas, LATEST_VERSION } from '../../../../server/launcher/java.ts'
import { type Neo4jServer, openNeo4j } from '../../../../server/launcher/open-neo4j.ts'
import { DEFAULT_HOME } from '../../../../server/lib/env.ts'
import { describeGate } from './suite.ts'

/** The newest Neo4j, which knows Cypher 25, beside the long-term one of the other tests. */
const java = await findJavas(process.env).then(found => {
  try {
    return chooseJava(found, { wanted: LATEST_VERSION }).java
  } catch (error) {
    console.log(`Neo4j ${LATEST_VERSION} is left out: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
})

if (!java)
  describe.skip(`the policy, on Neo4j ${LATEST_VERSION}: needs Java 21 or later`, () => test('is left out', () => {}))
else {
  let server: Neo4jServer | undefined
  afterAll(() => server?.stop())
  describeGate(
    `Neo4j ${LATEST_VERSION}`,
    async () => {
      server = await openNeo4j({
        home: join(DEFAULT_HOME, 'test', 'newer'),
        exclusive: true,
        log: line => console.log(line),
        env: {
          ...process.env,
          NEO4J_WAY: 'java',
          NEO4J_VERSION: LATEST_VERSION,
          NEO4J_JARS: process.env.NEO4J_JARS || join(DEFAULT_HOME, 'lib'),
        },
      })
      return server
    },
    { cypher25: true, generated: Number(process.env.POLICY_RUNS) || 2_000 },
  )
}
