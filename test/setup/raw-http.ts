import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends lines as they are, as no HTTP client would, and returns all that comes back. The server must close the connection. */
export async function sendRaw(url: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  let text = ''
  socket.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  socket.on('error', () => {})
  socket.write(`${[...lines, '', ''].join('\r\n')}`)
  await once(socket, 'close')
  return text
}

export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
