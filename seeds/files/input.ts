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

/** A file that cannot be read. The message follows its name. */
export class FileError extends Error {
  override name = 'FileError'
  constructor(
    message: string,
    readonly line?: number,
    readonly column?: string,
  ) {
    super(message)
  }
}

/** Which hidden parts of workbooks to read. */
export interface WorkbookOptions {
  /** Only these sheets, hidden or not. */
  sheets?: readonly string[]
  /** Also hidden rows, and hidden sheets named after a table. */
  hidden?: boolean
}

/** A file, unzipped if it is gzip. It has been read once, so that a broken file is reported early. */
export interface Input {
  /** The path as given, used in messages. */
  file: string
  /** The base name without `.gz`. */
  name: string
  /** The lower-case extension of `name`, without the dot. */
  extension: string
  /** The guessed encoding, if it is not declared and the bytes are not UTF-8. */
  guessed?: Encoding
  /** Hexadecimal, of the unzipped bytes. */
  sha256: string
  /** The first characters, at most 64 Ki; empty if the bytes are not text. */
  head: string
  /**
   * The text in chunks, however long.
   * @throws {FileError} at bytes that do not fit the encoding
   */
  chunks(): AsyncIterable<string>
  /** @throws {FileError} if the file is longer than a string can be, or not text */
  text(): Promise<string>
  /** @throws {FileError} if the file is too large for memory */
  bytes(): Promise<Uint8Array>
  /** How to read it if it is a workbook. */
  workbook?: WorkbookOptions
}

/** Whole files are held in memory, and a JavaScript string has about this maximum length. */
export const MAX_WHOLE = 512 * 1024 * 1024

const HEAD = 64 * 1024
const PIECE = 256 * 1024

/**
 * Opens a file. `note` receives a note about any encoding other than UTF-8. `named` is the encoding to use unless a
 * byte order mark contradicts it. `passed` receives the number of bytes read: all of them once now, and again when the
 * content is read.
 * @throws {FileError} if the path is not a file, or the gzip is broken
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

/** Reports system errors as faults of the file. The caller can report a missing file better. */
async function openedOrFault<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error) || error.code === 'ENOENT') throw error
    if (error.code === 'EACCES' || error.code === 'EPERM') throw new FileError(FORBIDDEN)
    throw new FileError(`cannot be read: ${error.message.slice(0, 100)}`)
  }
}

export const FORBIDDEN = 'is not readable by this user; change its permissions'

const tooLarge = (bytes: number, most: number) =>
  new FileError(`has ${megabytes(bytes)} MB; the limit for this format is ${megabytes(most)} MB. Split it`)

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)

async function isGzip(file: string): Promise<boolean> {
  const found = await stat(file)
  if (found.isDirectory()) throw new FileError('is a folder; give files')
  if (!found.isFile()) throw new FileError('is a pipe or a device, but input is read twice; give a file')
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

/** Assumes UTF-8 unless the bytes are clearly GB18030. The reader then reports invalid bytes. */
async function weighed(file: string, zipped: boolean, start: Buffer): Promise<Found> {
  const evidence = new Gb18030Evidence()
  if (headOf(start, 'UTF-8') !== '') for await (const chunk of readBytes(file, zipped)) evidence.add(chunk)
  return evidence.isGood() ? { encoding: 'GB18030', guessed: true } : { encoding: 'UTF-8', guessed: false }
}

/**
 * Decodes leniently, because the last character may be cut off. Many control characters mean a binary file; a single
 * NUL is a fault in a text.
 */
const headOf = (bytes: Buffer, encoding: Encoding): string => {
  const text = decoderOf(encoding).decode(bytes.subarray(0, HEAD))
  const start = text.slice(0, 1000)
  const odd = start.match(/[^\P{Cc}\t\n\f\r]|\ufffd/gu)?.length ?? 0
  return start.includes('\0') && odd > 0.05 * start.length ? '' : text
}

/** `passed` receives the number of file bytes read for each chunk, which for gzip is smaller than the chunk. */
async function* readBytes(
  file: string,
  zipped: boolean,
  passed: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const stored = createReadStream(file, { highWaterMark: PIECE })
  // The loop below throws the same error. Without a callback, it would end the process.
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
    if (code === 'Z_BUF_ERROR') throw new FileError('is a truncated gzip file; download or compress it again')
    if (String(code).startsWith('Z_')) throw new FileError('is a corrupt gzip file; download or compress it again')
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
  return new FileError(`holds a NUL byte (column ${column}); remove it`, line)
}

/** Advice on invalid bytes: the probable encoding, with sample words for the user to judge. */
async function wayOutOf(file: string, zipped: boolean, encoding: Encoding): Promise<string> {
  const { damaged, guesses } = await guessEncodings(readBytes(file, zipped))
  if (damaged && encoding === 'UTF-8') return 'the text around it is UTF-8, so correct this character and save the file'
  const [best, ...others] = guesses
    .filter(guess => guess.encoding !== encoding.toLowerCase())
    .map(({ encoding, words }) => ({
      encoding,
      shown: `${encoding} (${words.map(word => quote(word, 20)).join(', ')})`,
    }))
  if (!best) return `save the file as UTF-8, or give its encoding, such as --encoding ${OTHERS}`
  if (others.length === 0)
    return `the text looks like ${best.shown}: add --encoding ${best.encoding} if these words are right, or save the file as UTF-8`
  const all = [best, ...others].map(({ shown }) => shown)
  return `the text may be ${all.slice(0, -1).join(', ')} or ${all.at(-1)}: add --encoding ${best.encoding}, or the one that shows the right words, or save the file as UTF-8`
}

const OTHERS = 'windows-1252, gb18030, big5 or shift_jis'
