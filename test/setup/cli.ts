import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { inject } from 'vitest'

const args = (file: string, given: string[]) => ['--import', 'tsx', file, ...given]

function environment(): NodeJS.ProcessEnv {
  const { uri, user, password } = inject('neo4j')
  return { ...process.env, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password }
}

/** Runs one of the commands against the tests' own Neo4j, to its end. */
export const runCli = (file: string, ...given: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise(resolve => {
    execFile(process.execPath, args(file, given), { env: environment() }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

/** Starts one of the commands; the test sees to its end. */
export const spawnCli = (file: string, ...given: string[]): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, args(file, given), { env: environment() })
