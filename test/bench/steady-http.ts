import { connect, type Socket } from 'node:net'

const HEAD_END = Buffer.from('\r\n\r\n')

/**
 * A client that costs little of the cores that it shares with the server: GET requests on connections that are kept, of which it opens
 * as many as there are requests at a time. Every answer must have a Content-Length.
 */
export class SteadyHttp {
  readonly #host: string
  readonly #port: number
  readonly #idle: Connection[] = []
  readonly #all = new Set<Connection>()

  constructor(url: string) {
    const { hostname, port } = new URL(url)
    this.#host = hostname
    this.#port = Number(port)
  }

  /** Gives the status of the answer, and 0 if the connection failed. */
  get(path: string): Promise<number> {
    return new Promise(resolve => {
      const connection = this.#idle.pop() ?? this.#open()
      connection.ask(`GET ${path} HTTP/1.1\r\nHost: ${this.#host}:${this.#port}\r\n\r\n`, status => {
        if (status === 0) this.#all.delete(connection)
        else this.#idle.push(connection)
        resolve(status)
      })
    })
  }

  close(): void {
    for (const connection of this.#all) connection.close()
  }

  #open(): Connection {
    const connection = new Connection(connect(this.#port, this.#host))
    this.#all.add(connection)
    return connection
  }
}

class Connection {
  readonly #socket: Socket
  #done: (status: number) => void = () => {}
  #head = Buffer.alloc(0)
  #status = 0
  /** Bytes of the body that are still to come. */
  #left = 0

  constructor(socket: Socket) {
    this.#socket = socket
    socket.setNoDelay(true)
    socket.on('data', data => this.#read(data))
    socket.on('error', () => {})
    socket.on('close', () => this.#end(0))
  }

  ask(request: string, done: (status: number) => void): void {
    this.#done = done
    this.#socket.write(request)
  }

  close(): void {
    this.#socket.destroy()
  }

  #read(data: Buffer): void {
    if (this.#left > 0) this.#left -= data.length
    else {
      this.#head = Buffer.concat([this.#head, data])
      const end = this.#head.indexOf(HEAD_END)
      if (end < 0) return
      const head = this.#head.toString('latin1', 0, end)
      const length = /^content-length: *(\d+)/im.exec(head)?.[1]
      if (length === undefined) throw new Error(`no Content-Length in ${head}`)
      this.#status = Number(head.split(' ')[1])
      this.#left = Number(length) - (this.#head.length - end - HEAD_END.length)
      this.#head = Buffer.alloc(0)
    }
    if (this.#left === 0) this.#end(this.#status)
  }

  #end(status: number): void {
    const done = this.#done
    this.#done = () => {}
    done(status)
  }
}
