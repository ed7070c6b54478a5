import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The first compiler alone: a Neo4j that one test starts lives too briefly to earn back what the second one costs. */
export const BRIEF_JAVA = '-XX:TieredStopAtLevel=1'

/**
 * Sets the variables that a run and the programs it starts share: a folder for temporary files, removed at the end with all
 * that is in it, and options that suit a Java with a short life.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const before = { TMPDIR: process.env.TMPDIR, JAVA_TOOL_OPTIONS: process.env.JAVA_TOOL_OPTIONS }
  const folder = await mkdtemp(join(tmpdir(), 'tests-'))
  process.env.TMPDIR = folder
  process.env.JAVA_TOOL_OPTIONS = [before.JAVA_TOOL_OPTIONS, BRIEF_JAVA].filter(Boolean).join(' ')
  return async () => {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name]
      else process.env[name] = value
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}
