import {
  type ColumnType,
  type NetworkColumns,
  type NetworkHead,
  NetworkHeadSchema,
  placeColumns,
} from '../../cypher/network-columns.ts'
import { type Failure, failureOf, UNREACHABLE, unreadable } from './failure.ts'

/** The whole network as views of the reply: about 25 bytes a line, and no object for a node or a line. */
export interface WholeNetwork extends NetworkHead {
  columns: NetworkColumns
}

export type NetworkOutcome = { ok: true; network: WholeNetwork } | { ok: false; failure: Failure }

/** Fetches the whole network from the server that this page comes from. `onProgress` gets the number of bytes so far. */
export async function fetchNetwork(
  fetch: typeof globalThis.fetch,
  onProgress: (bytes: number) => void = () => {},
): Promise<NetworkOutcome> {
  try {
    const response = await fetch('/api/network')
    if (!response.ok) return { ok: false, failure: failureOf(response, await response.json().catch(() => null)) }
    const body = await readBody(response, onProgress)
    return { ok: true, network: decodeNetwork(body) }
  } catch (error) {
    return { ok: false, failure: error instanceof NetworkFormatError ? unreadable(error.message) : UNREACHABLE }
  }
}

async function readBody(response: Response, onProgress: (bytes: number) => void): Promise<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  const reader = response.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value)
    bytes += part.value.byteLength
    onProgress(bytes)
  }
  return new Blob(parts).arrayBuffer()
}

/** The body is no network, or was cut off. */
export class NetworkFormatError extends Error {
  override name = 'NetworkFormatError'
}

const SIZE_BYTES = 4
const VIEWS = { u8: Uint8Array, i32: Int32Array, u32: Uint32Array, f32: Float32Array } satisfies Record<
  ColumnType,
  unknown
>

/** Typed arrays have the order of bytes of the machine, which is little-endian wherever there are browsers. @throws {NetworkFormatError} */
export function decodeNetwork(body: ArrayBuffer): WholeNetwork {
  const start = body.byteLength < SIZE_BYTES ? 0 : SIZE_BYTES + new DataView(body).getUint32(0, true)
  if (start < SIZE_BYTES || start > body.byteLength || start % 4 > 0) throw cutOff(body, 'the head')
  const head = readHead(new TextDecoder().decode(new Uint8Array(body, SIZE_BYTES, start - SIZE_BYTES)))
  const { places, end } = placeColumns(head, start)
  if (end !== body.byteLength) throw cutOff(body, `${end} bytes`)
  const columns = Object.fromEntries(
    places.map(({ name, type, offset, length }) => [name, new VIEWS[type](body, offset, length)]),
  ) as unknown as NetworkColumns
  return { ...head, columns }
}

function readHead(text: string): NetworkHead {
  try {
    return NetworkHeadSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new NetworkFormatError(`The head of the network is not what this page expects: ${(error as Error).message}`)
  }
}

const cutOff = (body: ArrayBuffer, expected: string) =>
  new NetworkFormatError(`The network was cut off: expected ${expected}, but got ${body.byteLength} bytes.`)
