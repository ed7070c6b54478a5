/** Lets a command go on to its end although its reader, as `head`, has seen enough and closed the pipe: that is no fault. */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
}
