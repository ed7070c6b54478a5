import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DEFAULT_HOME } from '../../../server/lib/env.ts'
import { compiledProgram } from '../../setup/compiled.ts'

/** The environment of a launch by Java that shares the jars fetched before and heeds nothing that names another server. */
export const javaEnv = (): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('NEO4J_'))),
  NEO4J_WAY: 'java',
  NEO4J_JARS: process.env.NEO4J_JARS || join(DEFAULT_HOME, 'lib'),
  NEO4J_HEAP: '512m',
})

export interface RunningApp {
  child: ChildProcess
  /** Resolves with the first line that says so, or rejects if the app ends first. */
  opened: Promise<{ uri: string; how: string }>
  /** Resolves with the launcher's line that contains `text`. */
  says(text: string): Promise<string>
  /** Everything it wrote. */
  written: () => string
  /** The exit code or the signal it ended by. */
  ended: Promise<number | NodeJS.Signals | null>
  /** Asks it to give back its Neo4j and end. */
  stop(): Promise<number | NodeJS.Signals | null>
  /** Sends a signal to its whole process group, as a terminal does for Ctrl-C. */
  signalGroup(name: NodeJS.Signals): void
}

/** Starts test/programs/app.ts in a separate process group, as a shell starts a job. */
export function runApp(
  home: string,
  { mode = '', env = javaEnv() }: { mode?: string; env?: NodeJS.ProcessEnv } = {},
): RunningApp {
  const child = spawn(process.execPath, [compiledProgram('app'), home, mode], { env, detached: true })
  let written = ''
  const hearers = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', line => {
      written += `${line}\n`
      for (const hear of hearers) hear()
    })
  }
  const ended = new Promise<number | NodeJS.Signals | null>(resolve => {
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  const says = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const hear = () => {
        const line = written.split('\n').find(one => one.includes(text))
        if (!line) return
        hearers.delete(hear)
        resolve(line)
      }
      hearers.add(hear)
      ended.then(() => reject(new Error(`the app ended without saying "${text}":\n${written}`)))
      hear()
    })
  const opened = says('{"uri"').then(line => JSON.parse(line) as { uri: string; how: string })
  opened.catch(() => {})
  return {
    child,
    opened,
    says,
    written: () => written,
    ended,
    stop: () => {
      child.stdin.write('stop\n')
      return ended
    },
    signalGroup: name => process.kill(-(child.pid ?? 0), name),
  }
}
