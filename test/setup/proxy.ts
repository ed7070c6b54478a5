import { once } from 'node:events'
import { createServer, type Socket, connect as to } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** What goes wrong on the way; a test may change it at any time. */
export interface Faults {
  /** Milliseconds that every piece of data takes longer, in each direction. */
  latency?: number
  /** Bytes of one write; by default as many as arrive together. */
  slice?: number
  /** Nothing passes, in either direction, until this is false again. */
  blackhole?: boolean
}

export interface TestProxy {
  port: number
  faults: Faults
  /** Ends all connections with a RST. */
  reset(): void
  /** Nothing passes on the present connections any more, although they stay open: as if a firewall had forgotten them. */
  strand(): void
  close(): Promise<void>
}

export interface ProxyOptions {
  port?: number
  faults?: Faults
  /** Called with data from the near side; true closes that side after forwarding it. */
  cut?: (sent: Buffer) => boolean
  /** Called in the same way; true withholds all further answers to that side, with the connection open. */
  mute?: (sent: Buffer) => boolean
}

/** How often a blackhole looks whether it is still one. */
const LOOK_MS = 20

interface Pair {
  near: Socket
  far: Socket
  stranded: boolean
  muted: boolean
}

/** A proxy to a server that can drop, delay, cut up and withhold what it forwards. */
export async function openProxy(
  uri: string,
  { port = 0, faults = {}, cut = () => false, mute = () => false }: ProxyOptions = {},
): Promise<TestProxy> {
  const { hostname, port: target } = new URL(uri)
  const pairs = new Set<Pair>()
  const server = createServer({ noDelay: true }, near => {
    const far = to({ port: Number(target), host: hostname, noDelay: true })
    const pair: Pair = { near, far, stranded: false, muted: false }
    pairs.add(pair)
    for (const socket of [near, far]) socket.on('error', () => socket.destroy())
    forward(near, far, pair, sent => {
      if (cut(sent)) near.destroy()
      if (mute(sent)) pair.muted = true
    })
    forward(far, near, pair)
    far.on('close', () => near.destroySoon())
    // Gives the far side time to act before it notices the closed connection.
    near.on('close', () => {
      pairs.delete(pair)
      setTimeout(() => far.destroy(), 1_000).unref()
    })
  }).listen(port, '127.0.0.1')
  await once(server, 'listening')
  const proxy: TestProxy = {
    port: (server.address() as { port: number }).port,
    faults,
    reset: () => {
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.resetAndDestroy()
    },
    strand: () => {
      for (const pair of pairs) pair.stranded = true
    },
    close: async () => {
      for (const { near, far } of pairs) for (const socket of [near, far]) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
  return proxy

  async function forward(from: Socket, into: Socket, pair: Pair, onSent = (_sent: Buffer) => {}): Promise<void> {
    try {
      for await (const piece of from) {
        if (proxy.faults.latency) await sleep(proxy.faults.latency)
        while ((proxy.faults.blackhole || pair.stranded) && !from.destroyed) await sleep(LOOK_MS)
        if (!(pair.muted && from === pair.far)) await write(into, piece, proxy.faults.slice)
        onSent(piece)
      }
      into.end()
    } catch {
      // The connection has failed, which closes the other side too.
    }
  }
}

async function write(socket: Socket, piece: Buffer, slice = piece.length): Promise<void> {
  for (let at = 0; at < piece.length && !socket.destroyed; at += slice) {
    const isFull = !socket.write(piece.subarray(at, at + slice))
    if (isFull && !socket.destroyed) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }
}
