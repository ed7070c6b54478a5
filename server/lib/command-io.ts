/** The environment, streams and signals of a command. Tests pass their own. */
export interface CommandIo {
  env: NodeJS.ProcessEnv
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream & { isTTY?: boolean }
  /**
   * Calls `listener` once, on Ctrl-C or a request to terminate. A second request terminates the process at once.
   * Returns a function that stops listening.
   */
  onInterrupt(listener: () => void): () => void
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The environment, streams and signals of this process. */
export function processIo(): CommandIo {
  const { env, stdout, stderr } = process
  // `head` closes the pipe after its lines. The command still finishes its work, so a closed pipe is not an error.
  for (const stream of [stdout, stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  return {
    env,
    stdout,
    stderr,
    onInterrupt(listener) {
      for (const name of SIGNALS) process.once(name, listener)
      return () => {
        for (const name of SIGNALS) process.off(name, listener)
      }
    },
  }
}
