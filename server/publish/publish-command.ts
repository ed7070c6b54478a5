import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { unzipSync } from 'fflate'
import type { CommandIo } from '../lib/command-io.ts'
import { viewSearch } from '../lib/view-address.ts'

const HELP = `Writes a view as files that need no server: they open from a disk and on any web host, and hold the claims and their sources.

Usage: npm run publish -- <url> <out>

  <url>   the address of a view in the browser: of the map, an embed or the page of a question. The server must run.
          Without a host, it is one of http://127.0.0.1:3000/
  <out>   FILE.html for one page, on which readers can move around and choose a date;
          otherwise a folder for picture.svg, picture.png (at twice its size), data.json and text.txt

Files that exist are replaced, each at once. The files of a folder are of one moment.

Options:
  -h, --help   print this help

Exit codes: 0 done; 1 the view cannot be published, or a file not be written; 2 invalid arguments; 3 no server answers; 130 interrupted.

Examples:
  npm run publish -- 'http://127.0.0.1:3000/?q=who-left&organisation=openai' who-left.html
  npm run publish -- '/?q=flows' flows/
`

const DEFAULT_BASE = 'http://127.0.0.1:3000/'

/** The files of a folder, as they are named in the archive that the server sends. */
const PICTURES = ['picture.svg', 'picture.png']
const FILES = [...PICTURES, 'data.json', 'text.txt']

class PublishError extends Error {
  constructor(
    readonly exitCode: 1 | 2 | 3 | 130,
    message: string,
  ) {
    super(message)
  }
}

/** `npm run publish`. Returns the exit code that the help text lists. */
export async function runPublish(argv: string[], io: CommandIo): Promise<number> {
  const interrupt = new AbortController()
  const stopListening = io.onInterrupt(() => interrupt.abort())
  try {
    const { url, out, help } = readArguments(argv)
    if (help) io.stdout.write(HELP)
    else await publish(url, out, io, interrupt.signal)
    return 0
  } catch (error) {
    if (!(error instanceof PublishError)) throw error
    io.stderr.write(`publish: ${error.message}\n`)
    return error.exitCode
  } finally {
    stopListening()
  }
}

function readArguments(argv: string[]): { url: URL; out: string; help: boolean } {
  const usage = (reason: string) =>
    new PublishError(2, `${reason}\nUsage: npm run publish -- <url> <out>. npm run publish -- --help says more.`)
  let parsed: { values: { help?: boolean }; positionals: string[] }
  try {
    parsed = parseArgs({ args: argv, allowPositionals: true, options: { help: { type: 'boolean', short: 'h' } } })
  } catch (error) {
    throw usage((error as Error).message)
  }
  const [address = '', out = '', ...others] = parsed.positionals
  if (parsed.values.help) return { url: new URL(DEFAULT_BASE), out, help: true }
  if (address === '' || out === '')
    throw usage('Two arguments are expected: the address of a view, and where to write it.')
  if (others.length > 0) throw usage(`"${others[0]}" is one argument too many; put an address with & in quotes.`)
  const url = URL.canParse(address, DEFAULT_BASE) ? new URL(address, DEFAULT_BASE) : null
  if (!url || !/^https?:$/.test(url.protocol)) throw usage(`"${address}" is no address of a web server.`)
  if (url.username !== '' || url.password !== '') throw usage('The address holds a password, which no view needs.')
  return { url, out, help: false }
}

async function publish(url: URL, out: string, io: CommandIo, signal: AbortSignal): Promise<void> {
  const search = viewSearch(url)
  if (search === null)
    throw new PublishError(1, `${url.href} is no view: the map (/), an embed (/embed) or a question (/q/…).`)
  const isPage = /\.html?$/i.test(out)
  const suffix = isPage ? 'html' : 'zip'
  const body = await fetchFile(new URL(`/pinned.${suffix}${search}`, url), suffix, signal)
  const files = isPage ? [{ path: resolve(out), content: body }] : filesIn(body, resolve(out), url)
  for (const { path, content } of files) {
    await writeWhole(path, content)
    io.stdout.write(`${path}  ${Math.ceil(content.length / 1000)} kB\n`)
  }
  if (!isPage && !files.some(({ path }) => PICTURES.includes(basename(path))))
    io.stderr.write('publish: this view is a table, so there is no picture\n')
}

/** Only the files that are expected: the names in an archive are those of a server. */
function filesIn(archive: Uint8Array, folder: string, { origin }: URL): { path: string; content: Uint8Array }[] {
  let entries: Record<string, Uint8Array>
  try {
    entries = unzipSync(archive)
  } catch {
    throw new PublishError(1, `the archive that ${origin}/ sent cannot be read.`)
  }
  return FILES.flatMap(name => {
    const content = Object.hasOwn(entries, name) ? entries[name] : undefined
    return content ? [{ path: join(folder, name), content }] : []
  })
}

async function fetchFile(url: URL, suffix: keyof typeof TYPES, signal: AbortSignal): Promise<Uint8Array> {
  let response: Response
  let body: Buffer
  try {
    response = await fetch(url, { signal, headers: { accept: '*/*, application/json' } })
    body = Buffer.from(await response.arrayBuffer())
  } catch {
    if (signal.aborted) throw new PublishError(130, 'interrupted; nothing was written.')
    throw new PublishError(3, `no server answers at ${url.origin}/. npm start starts one.`)
  }
  if (!response.ok)
    throw new PublishError(
      response.status >= 500 ? 3 : 1,
      messageIn(body) || `${url.href} answered ${response.status}.`,
    )
  if (!response.headers.get('content-type')?.startsWith(TYPES[suffix]))
    throw new PublishError(1, `the server at ${url.origin}/ sent no ${suffix} file. Is it who-left-where?`)
  return body
}

const TYPES = { html: 'text/html', zip: 'application/zip' } as const

function messageIn(body: Buffer): string {
  try {
    const { error } = JSON.parse(body.toString()) as { error: { message: string } }
    return String(error.message)
  } catch {
    return ''
  }
}

/** Writes beside the file and renames, so that a reader never finds half of it. */
async function writeWhole(path: string, body: Uint8Array): Promise<void> {
  const part = join(dirname(path), `.${basename(path)}.${process.pid}.part`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(part, body)
    await rename(part, path)
  } catch (error) {
    await rm(part, { force: true })
    throw new PublishError(1, `${path} cannot be written: ${(error as Error).message}`)
  }
}
