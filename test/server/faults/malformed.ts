import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { random } from '../../worlds/big.ts'

const HOST = 'Host: localhost'
const POST = ['POST /api/cypher HTTP/1.1', HOST, 'Content-Type: application/json']
const CHUNKED = [...POST, 'Transfer-Encoding: chunked', '']

/** Requests, each wrong in one way. */
const WRONG: string[][] = [
  ['Hello there'],
  ['GET /'],
  ['GET / HTTP/9.9', HOST],
  ['get / HTTP/1.1', HOST],
  ['G\0T / HTTP/1.1', HOST],
  ['PRI * HTTP/2.0', '', 'SM'],
  ['\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'],
  ['GET / HTTP/1.1'],
  ['GET / HTTP/1.1', 'Host: evil.example'],
  ['GET / HTTP/1.1', HOST, HOST],
  ['GET / HTTP/1.1', 'Host : localhost'],
  ['GET / HTTP/1.1', HOST, 'No colon'],
  ['GET / HTTP/1.1', HOST, 'Name: a\0b'],
  ['GET / HTTP/1.1', HOST, ' folded: line'],
  ['GET /%E0%A4%A HTTP/1.1', HOST],
  ['GET /api/queries/%zz HTTP/1.1', HOST],
  ['GET /../../etc/passwd HTTP/1.1', HOST],
  ['GET /api/queries/nothing HTTP/1.1', HOST],
  ['GET /api/queries/career HTTP/1.1', HOST],
  ['GET /api/queries/who-left?organisation=a&organisation=b HTTP/1.1', HOST],
  ['GET /api/queries/sources?cursor=%00%ff HTTP/1.1', HOST],
  ['DELETE /api/queries HTTP/1.1', HOST],
  [`GET /${'x'.repeat(20_000)} HTTP/1.1`, HOST],
  ['GET / HTTP/1.1', HOST, `Cookie: ${'x'.repeat(20_000)}`],
  ['GET / HTTP/1.1', HOST, ...Array.from({ length: 3_000 }, (_, at) => `h${at}: 1`)],
  [...POST, 'Content-Length: -1'],
  [...POST, 'Content-Length: 99999999999999999999'],
  [...POST, 'Content-Length: 4', 'Content-Length: 5', '', '{}'],
  [...POST, 'Content-Length: 2', 'Transfer-Encoding: chunked', '', '{}'],
  [...POST, 'Content-Length: 3', '', '{"q'],
  [...POST, 'Content-Length: 70000', '', 'x'.repeat(70_000)],
  [...CHUNKED, 'zz', '{}'],
  [...CHUNKED, 'ffffffffffffffffff', '{}'],
  [...CHUNKED, `2;${'x'.repeat(20_000)}`, '{}', '0'],
  [...POST, 'Content-Encoding: gzip', 'Content-Length: 4', '', 'nope'],
  ['POST /api/cypher HTTP/1.1', HOST, 'Content-Type: text/plain', 'Content-Length: 2', '', '{}'],
]

/** What each of these many wrong requests got: a status, or 0 for a connection that was closed without one. */
export async function sendMalformed(url: string, count: number, { atOnce = 50, seed = 1 } = {}): Promise<number[]> {
  const next = random(seed)
  const got: number[] = []
  let sent = 0
  const inTurn = async () => {
    while (sent < count) {
      const request = WRONG[sent++ % WRONG.length] as string[]
      got.push(await statusOfBytes(url, garbled(`${request.join('\r\n')}\r\n\r\n`, next)))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, inTurn))
  return got
}

/** Half of them end anywhere, or also have a byte that does not belong there. */
function garbled(text: string, next: () => number): Buffer {
  const bytes = Buffer.from(text, 'latin1')
  if (next() < 0.5) return bytes
  if (next() < 0.5) return bytes.subarray(0, 1 + Math.floor(next() * bytes.length))
  // Within the request line, where no other byte makes it a request that can be answered.
  bytes[Math.floor(next() * 3)] = Math.floor(next() * 32)
  return bytes
}

function statusOfBytes(url: string, bytes: Buffer): Promise<number> {
  const { hostname, port } = new URL(url)
  return new Promise(resolve => {
    const socket = connect(Number(port), hostname)
    let text = ''
    const end = () => {
      socket.destroy()
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0))
    }
    socket.setEncoding('latin1').on('data', chunk => {
      text += chunk
      if (/^HTTP\/1\.1 \d{3}/.test(text)) end()
    })
    socket.on('error', end).on('close', end)
    // A request without its end is given up by its sender.
    socket.end(bytes)
  })
}

/** Opens connections: half send nothing, half send a byte of a header now and then. `close` returns how many were still open. */
export async function openSlowConnections(url: string, count: number, everyMs = 1_000) {
  const { hostname, port } = new URL(url)
  const sockets = Array.from({ length: count }, () => connect(Number(port), hostname).on('error', () => {}))
  const opened = sockets.map(
    socket => new Promise<void>(resolve => socket.once('connect', resolve).once('close', () => resolve())),
  )
  await Promise.all(opened)
  const isOpen = ({ readyState }: { readyState: string }) => readyState === 'open'
  let isClosed = false
  const sending = (async () => {
    for (const [at, socket] of sockets.entries()) if (at % 2) socket.write(`GET / HTTP/1.1\r\n${HOST}\r\nX: `)
    while (!isClosed) {
      for (const [at, socket] of sockets.entries()) if (at % 2 && isOpen(socket)) socket.write('x')
      await sleep(everyMs)
    }
  })()
  for (const socket of sockets) socket.resume()
  return {
    open: () => sockets.filter(isOpen).length,
    async close(): Promise<void> {
      isClosed = true
      for (const socket of sockets) socket.destroy()
      await sending
    },
  }
}
