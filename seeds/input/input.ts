import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { decode } from '../decode.ts'

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

/** A file in memory, unpacked if it was a gzip. */
export interface Input {
  /** The path as it was given; faults are named by it. */
  file: string
  /** Its last part, without `.gz`. */
  name: string
  /** The last part of `name` after a dot, in lower case. */
  extension: string
  bytes: Uint8Array
  /** Decoded at the first use. @throws {FileFault} if the bytes are no text */
  text(): string
}

/** A JavaScript string holds no more; of a larger file the parts are to be loaded one by one. */
export const MAX_BYTES = 512 * 1024 * 1024

/**
 * Opens a file. `note` hears of an encoding other than UTF-8.
 * @throws {FileFault} if it is too large, or a gzip that is broken
 */
export async function openInput(file: string, note: (text: string) => void, maxBytes = MAX_BYTES): Promise<Input> {
  const { size } = await stat(file)
  if (size > maxBytes) throw tooLarge(size, maxBytes)
  const stored = await readFile(file)
  const zipped = stored[0] === 0x1f && stored[1] === 0x8b
  const bytes = zipped ? await unzip(stored, maxBytes) : stored
  const name = basename(file).replace(/\.gz$/i, '')
  let text: string | undefined
  return {
    file,
    name,
    extension: /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '',
    bytes,
    text: () => {
      text ??= toText(file, bytes, note)
      return text
    },
  }
}

const tooLarge = (bytes: number, most: number) =>
  new FileFault(`holds ${megabytes(bytes)} MB, and ${megabytes(most)} MB are read at once; split it by lines`)

const megabytes = (bytes: number) => Math.ceil(bytes / 1024 / 1024)

async function unzip(bytes: Uint8Array, maxOutputLength: number): Promise<Uint8Array> {
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : ''
    if (code === 'ERR_BUFFER_TOO_LARGE')
      throw new FileFault(`unpacks to over ${megabytes(maxOutputLength)} MB; split it by lines`)
    if (code === 'Z_BUF_ERROR') throw new FileFault('is a gzip that ends too early; fetch or pack it again')
    throw new FileFault('is a gzip with wrong bytes in it; fetch or pack it again')
  }
}

function toText(file: string, bytes: Uint8Array, note: (text: string) => void): string {
  try {
    const { text, encoding } = decode(bytes)
    if (encoding !== 'UTF-8') note(`${file}: read as ${encoding}`)
    return text
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new FileFault('is neither UTF-8, UTF-16 nor GBK; save it as UTF-8')
  }
}
