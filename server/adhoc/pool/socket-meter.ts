import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** Counts bytes on the TCP connections that this process opens from now on. All of them are to the database. */
export class SocketMeter {
  readonly #open = new Set<Socket>()
  #closedBytes = 0

  constructor() {
    subscribe('net.client.socket', message => {
      const { socket } = message as { socket: Socket }
      this.#open.add(socket)
      socket.once('close', () => {
        this.#closedBytes += socket.bytesRead
        this.#open.delete(socket)
      })
    })
  }

  /** Bytes received so far. */
  get bytes(): number {
    let sum = this.#closedBytes
    for (const { bytesRead } of this.#open) sum += bytesRead
    return sum
  }

  /** Stops reading from the database. Otherwise the driver would parse all rows of a fetch, even if the client does not read. */
  pause(): void {
    for (const socket of this.#open) socket.pause()
  }

  resume(): void {
    for (const socket of this.#open) socket.resume()
  }
}
