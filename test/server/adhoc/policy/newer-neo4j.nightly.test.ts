import { join } from 'node:path'
import { afterAll, describe, test } from 'vitest'
import { chooseJava, current, findJavas } from '../../../../server/launcher/java.ts'
import { defaultHome, type Neo4jServer, openNeo4j } from '../../../../server/launcher/open-neo4j.ts'
import { describeGate } from './suite.ts'

/** The newest Neo4j, which knows Cypher 25, beside the long-term one of the other tests. */
const java = await findJavas(process.env).then(found => {
  try {
    return chooseJava(found, { wanted: current }).java
  } catch (error) {
    console.log(`Neo4j ${current} is left out: ${error instanceof Error ? error.message : error}`)
    return undefined
  }
})

if (!java) describe.skip(`the gate, on Neo4j ${current}: needs Java 21 or later`, () => test('is left out', () => {}))
else {
  let server: Neo4jServer | undefined
  afterAll(() => server?.stop())
  describeGate(
    `Neo4j ${current}`,
    async () => {
      server = await openNeo4j({
        home: join(defaultHome, 'test', 'newer'),
        exclusive: true,
        log: line => console.log(line),
        env: {
          ...process.env,
          NEO4J_WAY: 'java',
          NEO4J_VERSION: current,
          NEO4J_JARS: process.env.NEO4J_JARS || join(defaultHome, 'lib'),
        },
      })
      return server
    },
    { cypher25: true, generated: Number(process.env.GATE_RUNS) || 2_000 },
  )
}
