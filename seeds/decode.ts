/** Text of a file, and the encoding that it was read in. */
export interface Decoded {
  text: string
  encoding: 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'GB18030'
}

/**
 * Reads UTF-8 and UTF-16 (told by its byte order mark, or by the zero bytes of Latin letters), and what is neither
 * as GB18030, of which GBK and GB2312 are a part.
 * @throws {TypeError} if no encoding fits
 */
export function decode(bytes: Uint8Array): Decoded {
  for (const [encoding, mark] of MARKS)
    if (mark.every((byte, at) => bytes[at] === byte)) return { encoding, text: strictly(encoding, bytes) }
  const zeros = zeroBytes(bytes.subarray(0, 4096))
  if (zeros.odd > zeros.even && zeros.even === 0) return { encoding: 'UTF-16LE', text: strictly('UTF-16LE', bytes) }
  if (zeros.even > zeros.odd && zeros.odd === 0) return { encoding: 'UTF-16BE', text: strictly('UTF-16BE', bytes) }
  try {
    return { encoding: 'UTF-8', text: strictly('UTF-8', bytes) }
  } catch {
    return { encoding: 'GB18030', text: strictly('GB18030', bytes) }
  }
}

const MARKS = [
  ['UTF-8', [0xef, 0xbb, 0xbf]],
  ['UTF-16LE', [0xff, 0xfe]],
  ['UTF-16BE', [0xfe, 0xff]],
] as const

const strictly = (encoding: Decoded['encoding'], bytes: Uint8Array) =>
  new TextDecoder(encoding, { fatal: true }).decode(bytes)

function zeroBytes(bytes: Uint8Array): { even: number; odd: number } {
  const zeros = { even: 0, odd: 0 }
  for (const [at, byte] of bytes.entries()) if (byte === 0) zeros[at % 2 === 0 ? 'even' : 'odd']++
  return zeros
}
