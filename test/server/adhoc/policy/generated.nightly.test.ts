import { inject } from 'vitest'
import { describeGate } from './suite.ts'

describeGate('the Neo4j of the tests, a hundred thousand statements', async () => inject('neo4j'), {
  cypher25: false,
  generated: Number(process.env.POLICY_RUNS) || 100_000,
})
