import { spawn } from 'node:child_process'

export interface Outcome {
  /** The exit code; undefined if the program is missing, was ended by a signal, or timed out. */
  code: number | undefined
  /** The program is not on the PATH. */
  missing: boolean
  /** Standard output and standard error, interleaved. */
  output: string
}

export interface CommandOptions {
  env?: NodeJS.ProcessEnv
  cwd?: string
  /** Milliseconds until the program is terminated. */
  limit?: number
  signal?: AbortSignal
  onLine?: (line: string) => void
}

/** Runs a program to its end. Rejects only if `signal` aborts it. */
export function run(program: string, args: string[], options: CommandOptions = {}): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: options.env,
      cwd: options.cwd,
      timeout: options.limit,
      signal: options.signal,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    let rest = ''
    const take = (chunk: string) => {
      output += chunk
      const lines = (rest + chunk).split(/\r?\n/)
      rest = lines.pop() ?? ''
      for (const line of lines) options.onLine?.(line)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    child.on('error', (error: NodeJS.ErrnoException) => {
      if (error.name === 'AbortError') reject(error)
      else resolve({ code: undefined, missing: error.code === 'ENOENT', output: output || error.message })
    })
    child.on('close', code => resolve({ code: code ?? undefined, missing: false, output }))
  })
}
