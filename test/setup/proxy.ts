import { once } from 'node:events'
import { createServer, type Socket, connect as to } from 'node:net'

export interface Proxy {
  port: number
  close(): Promise<void>
}

export interface ProxyOptions {
  port?: number
  /** Called with what the near side sends; true cuts that side off once it has been passed on. */
  cut?: (sent: Buffer) => boolean
  /** Called likewise; true withholds all answers to that side from then on, with the line left open. */
  mute?: (sent: Buffer) => boolean
}

/** A way to a server that can be cut. */
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
    // The far side is left time to do what it was told before it learns that nobody listens.
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
