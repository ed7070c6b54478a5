import { inject } from 'vitest'
import { describeGate } from './suite.ts'

// What is not this version's is refused as the syntax of none.
describeGate('the Neo4j of the tests', async () => inject('neo4j'), {
  cypher25: false,
  generated: Number(process.env.GATE_RUNS) || 10_000,
})
