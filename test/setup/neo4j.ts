import type { TestProject } from 'vitest/node'
import { KEPT_PLANS, openTestServer, type TestNeo4j } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: TestNeo4j
  }
}

/** Projects without Neo4j. */
export const ALONE = ['unit', 'java']

/**
 * Starts one Neo4j for a run, without the user's data, for all projects that need it: `inject('neo4j')` returns its address.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.projects.every(({ name }) => ALONE.includes(name))) return undefined
  const { stop, ...neo4j } = await openTestServer(
    process.env,
    line => console.log(`neo4j for the tests: ${line}`),
    KEPT_PLANS,
  )
  project.provide('neo4j', neo4j)
  return stop
}
