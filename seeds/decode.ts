import { isUtf8 } from 'node:buffer'

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030'

/**
 * Tells the encoding of text that comes in pieces: UTF-8 and UTF-16 (by the byte order mark, or by the zero bytes of Latin
 * letters), and for what is neither GB18030, of which GBK and GB2312 are a part. Whether the bytes fit shows in decoding.
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

  encoding(): Encoding {
    for (const [encoding, mark] of MARKS) if (mark.every((byte, at) => this.#first[at] === byte)) return encoding
    const zeros = zeroBytes(this.#first.subarray(0, HEAD))
    if (zeros.odd > zeros.even && zeros.even === 0) return 'UTF-16LE'
    if (zeros.even > zeros.odd && zeros.odd === 0) return 'UTF-16BE'
    return this.#utf8 && this.#rest.length === 0 ? 'UTF-8' : 'GB18030'
  }
}

const HEAD = 4096

const MARKS = [
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
] as const

/** How many bytes at the end begin a character of UTF-8 that goes on in the next piece. */
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

/**
 * Turns pieces of bytes into pieces of text, without the byte order mark.
 * @throws {TypeError} at the first bytes that do not fit the encoding
 */
export async function* decodeChunks(chunks: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
