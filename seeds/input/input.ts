import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { decodeChunks, type Encoding, EncodingDetector } from '../decode.ts'

/** A file that cannot be read as a whole. The message goes after its name. */
export class FileFault extends Error {
  override name = 'FileFault'
  constructor(
    message: string,
    readonly line?: number,
    readonly column?: string,
  ) {
    super(message)
  }
}

/** A file, unpacked if it was a gzip. It has been gone through once, so that a broken one is told before it is used. */
export interface Input {
  /** The path as it was given; faults are named by it. */
  file: string
  /** Its last part, without `.gz`. */
  name: string
  /** The last part of `name` after a dot, in lower case. */
  extension: string
  /** Hexadecimal; of the unpacked bytes. */
  sha256: string
  /** What share of its text was given out, from 0 to 1. */
  share(): number
  /** Its first characters, at most 64 Ki; empty if its bytes are no text. */
  head: string
  /** Its text in pieces, however long it is. @throws {FileFault} where the bytes are no text */
  chunks(): AsyncIterable<string>
  /** @throws {FileFault} if it is longer than a string can be, or no text */
  text(): Promise<string>
  /** @throws {FileFault} if it is too long to be held */
  bytes(): Promise<Uint8Array>
}

/** What is read as a whole is held in memory, and a JavaScript string holds no more. */
export const MAX_WHOLE = 512 * 1024 * 1024

const HEAD = 64 * 1024
const PIECE = 256 * 1024

/**
 * Opens a file. `note` hears of an encoding other than UTF-8.
 * @throws {FileFault} if it is no file, or a gzip that is broken
 */
export async function openInput(file: string, note: (text: string) => void, most = MAX_WHOLE): Promise<Input> {
  const zipped = await isGzip(file)
  const { size, sha256, encoding, head } = await goThrough(file, zipped)
  if (encoding !== 'UTF-8' && head !== '') note(`${file}: read as ${encoding}`)
  const name = basename(file).replace(/\.gz$/i, '')
  let given = 0
  const whole = async (): Promise<Buffer> => {
    if (size > most) throw tooLarge(size, most)
    const chunks: Buffer[] = []
    for await (const chunk of readBytes(file, zipped)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
  return {
    file,
    name,
    extension: /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '',
    sha256,
    head,
    share: () => (size === 0 ? 1 : Math.min(1, given / size)),
    chunks: async function* () {
      for await (const text of readText(file, zipped, encoding)) {
        given += text.length
        yield text
      }
    },
    text: async () => {
      if (size > most) throw tooLarge(size, most)
      let text = ''
      for await (const chunk of readText(file, zipped, encoding)) text += chunk
      return text
    },
    bytes: whole,
  }
}

const tooLarge = (bytes: number, most: number) =>
  new FileFault(`holds ${megabytes(bytes)} MB, and ${megabytes(most)} MB of this format are read at once; split it`)

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)

async function isGzip(file: string): Promise<boolean> {
  const found = await stat(file)
  if (found.isDirectory()) throw new FileFault('is a folder; give files')
  if (!found.isFile()) throw new FileFault('is a pipe or a device, and what is loaded is read twice; give a file')
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

async function goThrough(file: string, zipped: boolean) {
  const hash = createHash('sha256')
  const detector = new EncodingDetector()
  const first: Buffer[] = []
  let size = 0
  for await (const chunk of readBytes(file, zipped)) {
    if (size < HEAD) first.push(chunk)
    size += chunk.length
    hash.update(chunk)
    detector.add(chunk)
  }
  const encoding = detector.encoding()
  return { size, sha256: hash.digest('hex'), encoding, head: headOf(Buffer.concat(first), encoding) }
}

/** A character may be cut at the end, so this one decodes leniently; zeros are no text. */
const headOf = (bytes: Buffer, encoding: Encoding): string => {
  const text = new TextDecoder(encoding).decode(bytes.subarray(0, HEAD))
  return text.slice(0, 1000).includes('\0') ? '' : text
}

async function* readBytes(file: string, zipped: boolean): AsyncGenerator<Buffer> {
  const stored = createReadStream(file, { highWaterMark: PIECE })
  // The callback hears what the loop below throws anyway; without one it would end the process.
  const stream = zipped ? pipeline(stored, createGunzip({ chunkSize: PIECE }), () => {}) : stored
  try {
    yield* stream as AsyncIterable<Buffer>
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'Z_BUF_ERROR') throw new FileFault('is a gzip that ends too early; fetch or pack it again')
    if (String(code).startsWith('Z_')) throw new FileFault('is a gzip with wrong bytes in it; fetch or pack it again')
    throw error
  }
}

async function* readText(file: string, zipped: boolean, encoding: Encoding): AsyncGenerator<string> {
  try {
    yield* decodeChunks(readBytes(file, zipped), encoding)
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new FileFault('is neither UTF-8, UTF-16 nor GBK; save it as UTF-8')
  }
}
