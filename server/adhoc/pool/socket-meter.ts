import { subscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'

/** The TCP connections that this process opens from now on, all of them to the database. */
export class SocketMeter {
  readonly #open = new Set<Socket>()
  #before = 0

  constructor() {
    subscribe('net.client.socket', message => {
      const { socket } = message as { socket: Socket }
      this.#open.add(socket)
      socket.once('close', () => {
        this.#before += socket.bytesRead
        this.#open.delete(socket)
      })
    })
  }

  /** Bytes received so far. */
  get bytes(): number {
    let sum = this.#before
    for (const { bytesRead } of this.#open) sum += bytesRead
    return sum
  }

  /** Takes nothing in: the driver would take apart all the rows that it fetches at a time, whoever waits for them. */
  pause(): void {
    for (const socket of this.#open) socket.pause()
  }

  resume(): void {
    for (const socket of this.#open) socket.resume()
  }
}
