/** What a command reads and writes of the world around it. Tests give it streams and an environment of their own. */
export interface CommandIo {
  env: NodeJS.ProcessEnv
  stdout: NodeJS.WritableStream
  stderr: NodeJS.WritableStream & { isTTY?: boolean }
  /**
   * Calls `listener` once, when the user presses Ctrl-C or the process is asked to end. A second request ends the process at
   * once. Returns a function that stops listening.
   */
  onInterrupt(listener: () => void): () => void
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The streams, the environment and the signals of this process. */
export function processIo(): CommandIo {
  const { env, stdout, stderr } = process
  // `head` reads its lines and closes the pipe. The command still finishes its work, so the closed pipe is no error.
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
