import { type ChildProcessWithoutNullStreams, execFile, spawn } from 'node:child_process'
import { inject } from 'vitest'
import type { Connection } from '../../server/db/connect.ts'

const args = (file: string, given: string[]) => ['--import', 'tsx', file, ...given]

const environment = ({ uri, user, password }: Connection): NodeJS.ProcessEnv => ({
  ...process.env,
  NEO4J_URI: uri,
  NEO4J_USER: user,
  NEO4J_PASSWORD: password,
})

/** Runs one of the commands against the tests' own Neo4j, to its end. */
export const runCli = (file: string, ...given: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise(resolve => {
    execFile(process.execPath, args(file, given), { env: environment(inject('neo4j')) }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })

/** Starts one of the commands; the test sees to its end. */
export const spawnCli = (
  file: string,
  given: string[],
  neo4j: Connection = inject('neo4j'),
): ChildProcessWithoutNullStreams => spawn(process.execPath, args(file, given), { env: environment(neo4j) })
