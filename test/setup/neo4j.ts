import type { TestProject } from 'vitest/node'
import { BRIEF_JAVA } from './environment.ts'
import { KEPT_PLANS, openTestServer, type TestNeo4j } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: TestNeo4j
  }
}

/** Projects that do without. */
export const ALONE = ['unit', 'java']

/**
 * Gives a run one Neo4j of its own, never the user's data, for all projects that need one: `inject('neo4j')` says where it is.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.projects.every(({ name }) => ALONE.includes(name))) return undefined
  // It lives as long as the run, so both of Java's compilers pay.
  const options = process.env.JAVA_TOOL_OPTIONS?.replace(BRIEF_JAVA, '').trim()
  const { stop, ...neo4j } = await openTestServer(
    { ...process.env, JAVA_TOOL_OPTIONS: options },
    line => console.log(`neo4j for the tests: ${line}`),
    KEPT_PLANS,
  )
  project.provide('neo4j', neo4j)
  return stop
}
