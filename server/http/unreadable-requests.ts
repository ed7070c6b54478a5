import { maxHeaderSize, STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { HttpErrorBody } from '../../cypher/wire.ts'

/** What Node's parser reports: a code, and the last bytes that have arrived. */
type ParserError = Error & { code?: string; rawPacket?: Buffer }

/** Answers a request that Node could not read, so that no route sees it, in the error format, and closes the connection. */
export function answerUnreadable(error: ParserError, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const [status, code, message] = describe(error)
  const body = JSON.stringify({ error: { code, message } } satisfies HttpErrorBody)
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Cache-Control: no-store',
      'X-Content-Type-Options: nosniff',
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  )
}

function describe({ code, rawPacket }: ParserError): [status: number, code: string, message: string] {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return [408, 'too-slow', 'The request took too long to arrive.']
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return [413, 'bad-request', 'The chunk extensions are too large.']
  if (code !== 'HPE_HEADER_OVERFLOW') return [400, 'bad-request', 'This is not a valid HTTP request.']
  const [line = ''] = rawPacket?.toString('latin1').split('\n', 1) ?? []
  return /^[A-Z]+ /.test(line) && line.length >= maxHeaderSize
    ? [414, 'bad-request', 'The URL is longer than 16 kB. Send a long statement as the body of POST /api/cypher.']
    : [
        431,
        'bad-request',
        'The URL and the headers together are larger than 16 kB. Remove cookies or other long headers.',
      ]
}
