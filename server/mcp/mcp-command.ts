import type { Readable, Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js'
import { InitializeResultSchema, type JSONRPCMessage } from '@modelcontextprotocol/sdk/types.js'
import type { CommandIo } from '../lib/command-io.ts'

const DEFAULT_BASE = 'http://127.0.0.1:3000/'

const HELP = `Lets an assistant ask a running server, over standard input and output (Model Context Protocol).

Usage: npm run --silent mcp -- [url]

  [url]   the address of the server; by default ${DEFAULT_BASE}

The server answers: this command needs no password, and passes messages on. Standard output has nothing but messages; with
npm, only if it is --silent. Clients that speak HTTP can use the server's address followed by /mcp instead.

Options:
  -h, --help   print this help

Exit codes: 0 the client closed standard input; 2 invalid arguments; 130 interrupted.
`

/** The code of a server's own errors in JSON-RPC. */
const SERVER_ERROR = -32000

/** `npm run mcp`: passes messages between these streams and the server. Returns the exit code that the help text lists. */
export async function runMcp(argv: string[], io: CommandIo, stdin: Readable): Promise<number> {
  const read = readArguments(argv)
  if (typeof read === 'string') {
    io.stderr.write(`mcp: ${read}\nUsage: npm run --silent mcp -- [url]. npm run mcp -- --help says more.\n`)
    return 2
  }
  if (read === null) {
    io.stdout.write(HELP)
    return 0
  }
  const local = new StdioServerTransport(stdin, io.stdout as Writable)
  const remote = new StreamableHTTPClientTransport(new URL('/mcp', read))
  let initialize: unknown
  const pending = new Set<Promise<void>>()
  const ended = new Promise<number>(resolve => {
    stdin.once('end', () => resolve(0))
    stdin.once('close', () => resolve(0))
    io.onInterrupt(() => resolve(130))
  })
  local.onerror = error => io.stderr.write(`mcp: ${error.message}\n`)
  remote.onmessage = message => {
    if ('id' in message && message.id === initialize && 'result' in message) {
      const { data } = InitializeResultSchema.safeParse(message.result)
      if (data) remote.setProtocolVersion(data.protocolVersion)
    }
    void local.send(message)
  }
  local.onmessage = message => {
    if ('method' in message && message.method === 'initialize' && 'id' in message) initialize = message.id
    const sent = forward(message).finally(() => pending.delete(sent))
    pending.add(sent)
  }
  await remote.start()
  await local.start()
  const code = await ended
  if (code === 0) await Promise.all(pending)
  await Promise.all([remote.close(), local.close()])
  return code

  async function forward(message: JSONRPCMessage): Promise<void> {
    try {
      await remote.send(message)
    } catch (error) {
      const text = reasonOf(error as Error, read as URL)
      if ('method' in message && 'id' in message)
        await local.send({ jsonrpc: '2.0', id: message.id, error: { code: SERVER_ERROR, message: text } })
      else io.stderr.write(`mcp: ${text}\n`)
    }
  }
}

/** The address of the server, what is wrong with the arguments, or null if help is asked for. */
function readArguments(argv: string[]): URL | string | null {
  try {
    const options = { help: { type: 'boolean', short: 'h' } } as const
    const { values, positionals } = parseArgs({ args: argv, allowPositionals: true, options })
    if (values.help) return null
    const [address = DEFAULT_BASE, ...others] = positionals
    if (others.length > 0) return `"${others[0]}" is one argument too many.`
    const url = URL.canParse(address) ? new URL(address) : null
    if (!url || !/^https?:$/.test(url.protocol)) return `"${address}" is no address of a web server.`
    if (url.username !== '' || url.password !== '') return 'The address holds a password, which no server needs.'
    return url
  } catch (error) {
    return (error as Error).message
  }
}

/** What the server says in the body of an error, or that none answers. */
function reasonOf({ message }: Error, { origin }: URL): string {
  const body = /\{.*\}/s.exec(message)?.[0]
  try {
    const { error } = JSON.parse(body ?? '') as { error: { message: string } }
    return String(error.message)
  } catch {
    return /fetch failed/.test(message)
      ? `No server answers at ${origin}/. npm start starts one.`
      : `The server at ${origin}/ did not answer as expected. Is it who-left-where?`
  }
}
