import { isUtf8 } from 'node:buffer'

/** An encoding label of TextDecoder, in any case. */
export type Encoding = string

/**
 * A detected encoding. A guess means that the file does not declare it, and that the bytes fit other encodings as well.
 */
export interface Found {
  encoding: Encoding
  guessed: boolean
}

/**
 * Detects UTF-8 and UTF-16 in a stream: by the byte order mark, by the zero bytes of Latin letters, or because all
 * bytes are valid UTF-8.
 */
export class EncodingDetector {
  #first: Buffer = Buffer.alloc(0)
  #utf8 = true
  #rest: Buffer = Buffer.alloc(0)

  add(bytes: Buffer): void {
    if (this.#first.length < HEAD) this.#first = Buffer.concat([this.#first, bytes.subarray(0, HEAD)])
    if (!this.#utf8) return
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes
    const whole = all.length - unfinished(all)
    this.#utf8 = isUtf8(all.subarray(0, whole))
    this.#rest = Buffer.from(all.subarray(whole))
  }

  /** The encoding of the byte order mark, if there is one. */
  marked(): Encoding | undefined {
    return MARKS.find(([, mark]) => mark.every((byte, at) => this.#first[at] === byte))?.[0]
  }

  /** Undefined if the bytes are neither UTF-8 nor UTF-16. */
  found(): Found | undefined {
    const encoding = this.marked()
    if (encoding) return { encoding, guessed: false }
    const head = this.#first.subarray(0, HEAD)
    const zeros = zeroBytes(head)
    if (this.#isUtf16(head, zeros.odd) && zeros.even === 0) return { encoding: 'UTF-16LE', guessed: true }
    if (this.#isUtf16(head, zeros.even) && zeros.odd === 0) return { encoding: 'UTF-16BE', guessed: true }
    return this.#utf8 && this.#rest.length === 0 ? { encoding: 'UTF-8', guessed: false } : undefined
  }

  /**
   * In UTF-16, commas, digits and line ends contain a zero byte each, even in Chinese text. A few zeros in otherwise
   * valid UTF-8 are stray bytes.
   */
  #isUtf16(head: Buffer, zeros: number): boolean {
    if (zeros < 2 || zeros * 32 < head.length) return false
    return zeros * 8 >= head.length || !this.#utf8 || head.some(isControl)
  }
}

const HEAD = 4096
/**
 * Control characters other than NUL, tabs and line ends. In UTF-16 these bytes are halves of Cyrillic, Arabic and other
 * letters.
 */
const isControl = (byte: number) => byte > 0 && byte < 0x20 && (byte < 9 || byte > 13)

const MARKS = [
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
] as const

/** The number of trailing bytes that begin an incomplete UTF-8 character. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

function zeroBytes(bytes: Uint8Array): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 }
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++
  return zeros
}

/** Whether an encoding with this name exists. */
export function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== 'replacement'
  } catch {
    return false
  }
}

interface Decoder {
  decode(bytes?: Uint8Array, options?: { stream?: boolean }): string
}

/** @throws {TypeError} from `decode`, at invalid bytes, if `fatal` is set */
export function decoderOf(encoding: Encoding, options: { fatal?: boolean; ignoreBOM?: boolean } = {}): Decoder {
  const decoder = new TextDecoder(encoding, options)
  if (decoder.encoding !== 'windows-1252') return decoder
  // Some versions of Node treat windows-1252 as Latin-1, which has control characters in place of quotes, œ and €.
  return {
    decode: (bytes = new Uint8Array()) =>
      Buffer.from(bytes as Uint8Array)
        .toString('latin1')
        .replace(/[\x80-\x9f]/g, control => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control),
  }
}

/** Bytes 80 to 9F. Five of them are unassigned and map to themselves (WHATWG, index-windows-1252). */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

/**
 * Decodes chunks of bytes to chunks of text, without the byte order mark.
 * @throws {TypeError} at the first invalid bytes
 */
export async function* decodeChunks(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = decoderOf(encoding, { fatal: true })
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}

/**
 * The position of invalid bytes: line and column count from 1, the column in characters; `byte` is the first invalid
 * one.
 */
export interface Misfit {
  line: number
  column: number
  byte: number
}

/** Finds the first invalid bytes; undefined if all are valid. */
export async function findMisfit(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): Promise<Misfit | undefined> {
  // A decoder is unusable once it has thrown, so one runs ahead and the other remains for a byte-by-byte check.
  const make = () => decoderOf(encoding, { fatal: true, ignoreBOM: true })
  const [ahead, behind] = [make(), make()]
  const place = new TextPlace()
  let pending: number[] = []
  const pass = (bytes: Uint8Array) => {
    const text = behind.decode(bytes, { stream: true })
    place.pass(text)
    if (text !== '') pending = []
  }
  for await (const chunk of chunks) {
    const fitting = fits(() => ahead.decode(chunk, { stream: true }))
    // The maximum length of a character; only this many trailing bytes can be pending.
    const tail = fitting ? Math.max(0, chunk.length - LONGEST) : 0
    pass(chunk.subarray(0, tail))
    for (const byte of chunk.subarray(tail)) {
      pending.push(byte)
      if (!fits(() => pass(Uint8Array.of(byte)))) return { ...place.here(), byte: pending[0] ?? byte }
    }
  }
  return fits(() => ahead.decode()) ? undefined : { ...place.here(), byte: pending[0] ?? 0 }
}

const LONGEST = 4

function fits(decode: () => unknown): boolean {
  try {
    decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

/** Counts lines, which end in CR, LF or both, and characters. */
export class TextPlace {
  #line = 1
  #column = 1
  #afterReturn = false

  pass(text: string): void {
    for (const character of text) {
      if (character === '\n' && this.#afterReturn) {
        this.#afterReturn = false
        continue
      }
      this.#afterReturn = character === '\r'
      if (character === '\n' || character === '\r') {
        this.#line++
        this.#column = 1
      } else if (character !== '\ufeff' || this.#line > 1 || this.#column > 1) this.#column++
    }
  }

  here(): { line: number; column: number } {
    return { line: this.#line, column: this.#column }
  }
}
