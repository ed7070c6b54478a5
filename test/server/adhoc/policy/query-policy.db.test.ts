import { inject } from 'vitest'
import { describeGate } from './suite.ts'

// Syntax that this version lacks is refused as a syntax error.
describeGate('the Neo4j of the tests', async () => inject('neo4j'), {
  cypher25: false,
  generated: Number(process.env.POLICY_RUNS) || 500,
})
