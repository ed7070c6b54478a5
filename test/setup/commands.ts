import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { Writable } from 'node:stream'
import { inject, vi } from 'vitest'
import type { Connection } from '../../server/db/connect.ts'
import type { CommandIo } from '../../server/lib/command-io.ts'
import { RUN } from './compiled.ts'

/** A command as a function; `rest` are its further arguments. */
export type Command<Rest extends unknown[] = []> = (argv: string[], io: CommandIo, ...rest: Rest) => Promise<number>

export interface Outcome {
  code: number
  out: string
  err: string
}

export interface StartedCommand {
  /** The output so far. */
  out(): string
  err(): string
  /** Waits until it has written `text` to standard output or standard error. */
  writes(text: string): Promise<void>
  /** Presses Ctrl-C. */
  interrupt(): void
  ended: Promise<Outcome>
}

/** The environment with the address of a Neo4j, by default that of the tests. */
export const environmentOf = ({ uri, user, password }: Connection = inject('neo4j')): NodeJS.ProcessEnv => ({
  ...process.env,
  NEO4J_URI: uri,
  NEO4J_USER: user,
  NEO4J_PASSWORD: password,
})

/** Starts a command within this process, with separate streams and signals. */
export function startCommand<Rest extends unknown[]>(
  command: Command<Rest>,
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  ...rest: Rest
): StartedCommand {
  const [stdout, stderr] = [collector(), collector()]
  let listeners: (() => void)[] = []
  const io: CommandIo = {
    env,
    stdout,
    stderr,
    onInterrupt(listener) {
      listeners.push(listener)
      return () => {
        listeners = listeners.filter(one => one !== listener)
      }
    },
  }
  const ended = command([...argv], io, ...rest).then(code => ({ code, out: stdout.text(), err: stderr.text() }))
  return {
    out: stdout.text,
    err: stderr.text,
    writes: text =>
      vi.waitFor(
        () => {
          if (!(stdout.text() + stderr.text()).includes(text)) throw new Error(`nothing says "${text}" yet`)
        },
        { timeout: 60_000, interval: 20 },
      ),
    interrupt() {
      for (const listener of listeners.splice(0)) listener()
    },
    ended,
  }
}

/** Runs a command to its end within this process, by default on the Neo4j of the tests. */
export const runCommand = (command: Command, ...argv: string[]): Promise<Outcome> =>
  startCommand(command, argv, environmentOf()).ended

/** Starts a command as a process; the test ends it. */
export const spawnCommand = (
  name: 'start' | 'load' | 'export' | 'digest' | 'layout' | 'mirror' | 'backup' | 'restore',
  argv: readonly string[],
  neo4j?: Connection,
  env: NodeJS.ProcessEnv = {},
): ChildProcessWithoutNullStreams =>
  spawn(process.execPath, [RUN, name, ...argv], { env: { ...environmentOf(neo4j), ...env } })

/** What a process has written so far. */
export function writtenBy({ stdout, stderr }: ChildProcessWithoutNullStreams): () => string {
  let text = ''
  for (const stream of [stdout, stderr]) stream.on('data', chunk => (text += chunk))
  return () => text
}

/** The URL of the app, once it has been written. */
export const addressIn = (written: () => string): Promise<string> =>
  vi.waitFor(
    () => {
      const url = /who-left-where is at (\S+)/.exec(written())?.[1]
      if (!url) throw new Error(`no address yet: ${written()}`)
      return url
    },
    { timeout: 290_000, interval: 100 },
  )

function collector(): Writable & { text: () => string } {
  const chunks: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk)
      done()
    },
  })
  return Object.assign(stream, { text: () => Buffer.concat(chunks).toString() })
}
