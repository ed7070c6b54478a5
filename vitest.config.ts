import { defineConfig } from 'vitest/config'
import { PolicyFirst } from './test/setup/sequencer.ts'

// A limit ends what hangs, on a machine however slow; it is not a measure.
const patient = { testTimeout: 120_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } }
// Files share the modules they import: to import them anew for each file takes longer than most of the tests.
const shared = { ...patient, isolate: false }
// One Neo4j serves all files of these projects, each of which writes to it.
const inTurn = { ...shared, fileParallelism: false }

export default defineConfig({
  test: {
    globalSetup: ['test/setup/environment.ts', 'test/setup/build.ts', 'test/setup/neo4j.ts'],
    sequence: { sequencer: PolicyFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{db,browser,java,nightly}.test.ts'],
          ...shared,
        },
      },
      // Each starts a Neo4j of its own.
      { test: { name: 'java', include: ['test/**/*.java.test.ts'], ...shared, sequence: { groupOrder: 1 } } },
      { test: { name: 'db', include: ['test/**/*.db.test.ts'], ...inTurn, sequence: { groupOrder: 1 } } },
      // These only read.
      {
        test: {
          name: 'browser',
          include: ['test/**/*.browser.test.ts'],
          ...shared,
          maxWorkers: 2,
          sequence: { groupOrder: 2 },
        },
      },
      { test: { name: 'nightly', include: ['test/**/*.nightly.test.ts'], ...inTurn, sequence: { groupOrder: 3 } } },
    ],
  },
})
