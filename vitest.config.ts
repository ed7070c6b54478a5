import { defineConfig } from 'vitest/config'

// A limit is not a measure: it ends what hangs, on a machine however slow.
const patient = { testTimeout: 120_000, hookTimeout: 300_000 }
// One Neo4j serves all files.
const inTurn = { ...patient, fileParallelism: false }

const environment = 'test/setup/environment.ts'
const neo4j = 'test/setup/neo4j.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{db,browser,nightly}.test.ts'],
          globalSetup: environment,
          ...patient,
        },
      },
      { test: { name: 'db', include: ['test/**/*.db.test.ts'], globalSetup: [environment, neo4j], ...inTurn } },
      {
        test: { name: 'nightly', include: ['test/**/*.nightly.test.ts'], globalSetup: [environment, neo4j], ...inTurn },
      },
      {
        test: { name: 'browser', include: ['test/**/*.browser.test.ts'], globalSetup: [environment, neo4j], ...inTurn },
      },
    ],
  },
})
