import { execFileSync } from 'node:child_process'
import type { TestProject } from 'vitest/node'
import { ALONE } from './neo4j.ts'

/** Compiles the commands and programs that tests start as processes and, for tests of a server, builds the pages. */
export default function setup(project: TestProject): void {
  const hasPages = project.vitest.projects.some(({ name }) => !ALONE.includes(name))
  const parts = hasPages ? ['node', 'client', 'embed', 'pinned'] : ['node']
  execFileSync(process.execPath, ['bin/run.js', 'build', ...parts], { stdio: 'inherit' })
}
