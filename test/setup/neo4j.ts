import type { TestProject } from 'vitest/node'
import { openTestServer, type TestNeo4j } from './server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: TestNeo4j
  }
}

/** Gives every run a Neo4j of its own, never the user's data: `inject('neo4j')` says where it is. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, ...neo4j } = await openTestServer(process.env, line => console.log(`neo4j for the tests: ${line}`))
  project.provide('neo4j', neo4j)
  return stop
}
