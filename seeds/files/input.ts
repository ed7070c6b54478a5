import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { quote } from '../lib/did-you-mean.ts'
import {
  decodeChunks,
  decoderOf,
  type Encoding,
  EncodingDetector,
  type Found,
  findMisfit,
  TextPlace,
} from './decode.ts'
import { guessEncodings } from './encoding-guess.ts'
import { Gb18030Evidence } from './gb18030.ts'

/** A file that cannot be read as a whole. The message goes after its name. */
export class FileError extends Error {
  override name = 'FileFault'
  constructor(
    message: string,
    readonly line?: number,
    readonly column?: string,
  ) {
    super(message)
  }
}

/** What to read of workbooks, where it is not what their author sees. */
export interface WorkbookOptions {
  /** These sheets and no others, hidden or not. */
  sheets?: readonly string[]
  /** Also hidden rows, and hidden sheets that are named after a table. */
  hidden?: boolean
}

/** A file, unpacked if it was a gzip. It has been gone through once, so that a broken one is told before it is used. */
export interface Input {
  /** The path as it was given; faults are named by it. */
  file: string
  /** Its last part, without `.gz`. */
  name: string
  /** The last part of `name` after a dot, in lower case. */
  extension: string
  /** The encoding that its bytes suggest, if nothing names one and they are no UTF-8. */
  guessed?: Encoding
  /** Hexadecimal; of the unpacked bytes. */
  sha256: string
  /** Its first characters, at most 64 Ki; empty if its bytes are no text. */
  head: string
  /** Its text in pieces, however long it is. @throws {FileError} where the bytes do not fit the encoding */
  chunks(): AsyncIterable<string>
  /** @throws {FileError} if it is longer than a string can be, or no text */
  text(): Promise<string>
  /** @throws {FileError} if it is too long to be held */
  bytes(): Promise<Uint8Array>
  /** How it is read if it is a workbook. */
  workbook?: WorkbookOptions
}

/** What is read as a whole is held in memory, and a JavaScript string holds no more. */
export const MAX_WHOLE = 512 * 1024 * 1024

const HEAD = 64 * 1024
const PIECE = 256 * 1024

/**
 * Opens a file. `note` hears of an encoding that is not UTF-8; `named` is the one to read it in, unless a byte order mark says
 * otherwise. `passed` hears how many bytes are read: all of them once now, and again with the content.
 * @throws {FileError} if it is no file, or a gzip that is broken
 */
export async function openInput(
  file: string,
  note: (text: string) => void,
  most = MAX_WHOLE,
  named?: Encoding,
  passed: (file: string, bytes: number) => void = () => {},
): Promise<Input> {
  const bytesOf = (zipped: boolean) => readBytes(file, zipped, bytes => passed(file, bytes))
  const { zipped, ...read } = await openedOrFault(async () => {
    const zipped = await isGzip(file)
    return { zipped, ...(await goThrough(file, zipped, bytesOf(zipped), named)) }
  })
  const { size, sha256, found, head } = read
  const { encoding } = found
  const guessed = found.guessed && head !== '' ? encoding : undefined
  if (encoding !== 'UTF-8' && encoding !== named && head !== '') note(`${file}: read as ${encoding}`)
  const name = basename(file).replace(/\.gz$/i, '')
  const whole = async (): Promise<Buffer> => {
    if (size > most) throw tooLarge(size, most)
    const chunks: Buffer[] = []
    for await (const chunk of bytesOf(zipped)) chunks.push(chunk)
    return Buffer.concat(chunks)
  }
  return {
    file,
    name,
    extension: /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '',
    guessed,
    sha256,
    head,
    chunks: async function* () {
      for await (const text of readText(file, zipped, encoding, bytesOf(zipped))) yield text
    },
    text: async () => {
      if (size > most) throw tooLarge(size, most)
      let text = ''
      for await (const chunk of readText(file, zipped, encoding, bytesOf(zipped))) text += chunk
      return text
    },
    bytes: whole,
  }
}

/** What the system refuses is a fault of the file; that it is not there, the caller knows better how to say. */
async function openedOrFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error) || error.code === 'ENOENT') throw error
    if (error.code === 'EACCES' || error.code === 'EPERM') throw new FileError(FORBIDDEN)
    throw new FileError(`cannot be read: ${error.message.slice(0, 100)}`)
  }
}

export const FORBIDDEN = 'may not be read by this user; change its permissions'

const tooLarge = (bytes: number, most: number) =>
  new FileError(`holds ${megabytes(bytes)} MB, and ${megabytes(most)} MB of this format are read at once; split it`)

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)

async function isGzip(file: string): Promise<boolean> {
  const found = await stat(file)
  if (found.isDirectory()) throw new FileError('is a folder; give files')
  if (!found.isFile()) throw new FileError('is a pipe or a device, and what is loaded is read twice; give a file')
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0)
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b
  } finally {
    await handle.close()
  }
}

async function goThrough(file: string, zipped: boolean, bytes: AsyncIterable<Buffer>, named: Encoding | undefined) {
  const hash = createHash('sha256')
  const detector = new EncodingDetector()
  const first: Buffer[] = []
  let size = 0
  for await (const chunk of bytes) {
    if (size < HEAD) first.push(chunk)
    size += chunk.length
    hash.update(chunk)
    detector.add(chunk)
  }
  const start = Buffer.concat(first)
  const marked = detector.marked()
  const found =
    named !== undefined
      ? { encoding: marked ?? named, guessed: false }
      : (detector.found() ?? (await weighed(file, zipped, start)))
  return { size, sha256: hash.digest('hex'), found, head: headOf(start, found.encoding) }
}

/** What is not surely GB18030 is to be UTF-8, and where it is not, the reader says so. */
async function weighed(file: string, zipped: boolean, start: Buffer): Promise<Found> {
  const evidence = new Gb18030Evidence()
  if (headOf(start, 'UTF-8') !== '') for await (const chunk of readBytes(file, zipped)) evidence.add(chunk)
  return evidence.isGood() ? { encoding: 'GB18030', guessed: true } : { encoding: 'UTF-8', guessed: false }
}

/** A character may be cut at the end, so this one decodes leniently. Many control characters are no text; a single NUL is a fault of it. */
const headOf = (bytes: Buffer, encoding: Encoding): string => {
  const text = decoderOf(encoding).decode(bytes.subarray(0, HEAD))
  const start = text.slice(0, 1000)
  const odd = start.match(/[^\P{Cc}\t\n\f\r]|\ufffd/gu)?.length ?? 0
  return start.includes('\0') && odd > 0.05 * start.length ? '' : text
}

/** `passed` hears how many bytes of the file were read for each piece; of a gzip they are fewer than the piece has. */
async function* readBytes(
  file: string,
  zipped: boolean,
  passed: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const stored = createReadStream(file, { highWaterMark: PIECE })
  // The callback hears what the loop below throws anyway; without one it would end the process.
  const stream = zipped ? pipeline(stored, createGunzip({ chunkSize: PIECE }), () => {}) : stored
  try {
    let read = 0
    for await (const piece of stream as AsyncIterable<Buffer>) {
      passed(stored.bytesRead - read)
      read = stored.bytesRead
      yield piece
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'Z_BUF_ERROR') throw new FileError('is a gzip that ends too early; fetch or pack it again')
    if (String(code).startsWith('Z_')) throw new FileError('is a gzip with wrong bytes in it; fetch or pack it again')
    throw error
  }
}

async function* readText(
  file: string,
  zipped: boolean,
  encoding: Encoding,
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<string> {
  try {
    for await (const text of decodeChunks(bytes, encoding)) {
      if (text.includes('\0')) throw await faultOfNul(file, zipped, encoding)
      yield text
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const misfit = await findMisfit(readBytes(file, zipped), encoding)
    if (!misfit) throw error
    const byte = misfit.byte.toString(16).toUpperCase().padStart(2, '0')
    const message = `has the byte ${byte}, which is not ${encoding}; ${await wayOutOf(file, zipped, encoding)}`
    throw new FileError(message, misfit.line, `(column ${misfit.column})`)
  }
}

async function faultOfNul(file: string, zipped: boolean, encoding: Encoding): Promise<FileError> {
  const place = new TextPlace()
  for await (const text of decodeChunks(readBytes(file, zipped), encoding)) {
    const at = text.indexOf('\0')
    place.pass(at < 0 ? text : text.slice(0, at))
    if (at >= 0) break
  }
  const { line, column } = place.here()
  return new FileError(`holds a NUL byte (column ${column}), which no text has; remove it`, line)
}

/** What to do about a byte that does not fit: the encoding that the text seems to be in, with words by which to judge. */
async function wayOutOf(file: string, zipped: boolean, encoding: Encoding): Promise<string> {
  const { damaged, guesses } = await guessEncodings(readBytes(file, zipped))
  if (damaged && encoding === 'UTF-8') return 'the text around it is UTF-8, so correct this character and save the file'
  const [best, ...others] = guesses
    .filter(guess => guess.encoding !== encoding.toLowerCase())
    .map(({ encoding, words }) => ({
      encoding,
      shown: `${encoding} (${words.map(word => quote(word, 20)).join(', ')})`,
    }))
  if (!best) return `save the file as UTF-8, or name its encoding, as --encoding ${OTHERS}`
  if (others.length === 0)
    return `the text looks like ${best.shown}: add --encoding ${best.encoding} if these words are right, or save the file as UTF-8`
  const all = [best, ...others].map(({ shown }) => shown)
  return `the text may be ${all.slice(0, -1).join(', ')} or ${all.at(-1)}: add --encoding ${best.encoding}, or whichever of these shows the right words, or save the file as UTF-8`
}

const OTHERS = 'windows-1252, gb18030, big5 or shift_jis'
