import { defineConfig } from 'vitest/config'

// Real Neo4j and real Chromium are slow to answer the first time, so their limits are generous: a limit is not a measure.
const slow = { testTimeout: 120_000, hookTimeout: 300_000, fileParallelism: false }

const temporary = 'test/setup/temporary.ts'
const neo4j = 'test/setup/neo4j.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.{db,browser}.test.ts'],
          globalSetup: temporary,
        },
      },
      { test: { name: 'db', include: ['test/**/*.db.test.ts'], globalSetup: [temporary, neo4j], ...slow } },
      { test: { name: 'browser', include: ['test/**/*.browser.test.ts'], globalSetup: [temporary, neo4j], ...slow } },
    ],
  },
})
