import { execFile } from 'node:child_process'
import { inject } from 'vitest'

/** Runs one of the commands against the tests' own Neo4j, to its end. */
export const runCli = (file: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> =>
  new Promise(resolve => {
    const { uri, user, password } = inject('neo4j')
    const env = { ...process.env, NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password }
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { env }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
    )
  })
