import { once } from 'node:events'
import { createServer, type Socket, connect as to } from 'node:net'

export interface Proxy {
  port: number
  close(): Promise<void>
}

export interface ProxyOptions {
  port?: number
  /** Called with data from the near side; true closes that side after forwarding it. */
  cut?: (sent: Buffer) => boolean
  /** Called in the same way; true withholds all further answers to that side, with the connection open. */
  mute?: (sent: Buffer) => boolean
}

/** A proxy to a server that can drop connections. */
export async function openProxy(
  uri: string,
  { port = 0, cut = () => false, mute = () => false }: ProxyOptions = {},
): Promise<Proxy> {
  const { hostname, port: target } = new URL(uri)
  const sockets = new Set<Socket>()
  const server = createServer(near => {
    const far = to(Number(target), hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
    }
    far.pipe(near)
    near.on('data', (sent: Buffer) => {
      far.write(sent)
      if (cut(sent)) near.destroy()
      if (mute(sent)) far.unpipe(near).resume()
    })
    // Gives the far side time to act before it notices the closed connection.
    near.on('close', () => setTimeout(() => far.destroy(), 1_000).unref())
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as { port: number }).port,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
