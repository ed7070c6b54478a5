import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * Only the first of Java's compilers: within a run, the second takes more processor time than its code saves. Alone, it has a fifth of the usual
 * room for its code, and Java would compile much of Neo4j again and again.
 */
const BRIEF_JAVA = '-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m'

/**
 * Sets the variables that a run and its programs share: a folder for temporary files, which is removed at the end, and options for
 * Java.
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
