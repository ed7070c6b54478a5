import { createRequire } from 'node:module'

/** What reads maps in the driver, and the part of it that is set here. */
interface Unpacker {
  unpack(buffer: unknown, hydrate: unknown): unknown
  _unpackMapWithSize(size: number, buffer: unknown, hydrate: unknown): Record<string, unknown>
}

/**
 * The driver (6.3) sets every member of a map by Object.defineProperty for the sake of one name, `__proto__`. That takes a
 * microsecond a member, and whoever reads such an object is slow too: together a third of an answer of a hundred rows
 * with their claims. Here that name alone is set so. It is a private part: where it is no longer so, or no longer there, the
 * driver stays as it is. Says whether maps are read quickly now.
 */
export function patchMapReading(): boolean {
  const unpacker = unpackerOfDriver()
  const reads = unpacker?._unpackMapWithSize
  if (!unpacker || typeof reads !== 'function') return false
  if (reads === readMap) return true
  if (!String(reads).includes('Object.defineProperty(value, key')) return false
  unpacker._unpackMapWithSize = readMap
  return true
}

function readMap(this: Unpacker, size: number, buffer: unknown, hydrate: unknown): Record<string, unknown> {
  const map: Record<string, unknown> = {}
  for (let count = 0; count < size; count++) {
    const key = this.unpack(buffer, hydrate) as string
    const value = this.unpack(buffer, hydrate)
    if (key !== '__proto__') map[key] = value
    else Object.defineProperty(map, key, { value, writable: true, enumerable: true, configurable: true })
  }
  return map
}

function unpackerOfDriver(): Unpacker | undefined {
  try {
    const own = createRequire(import.meta.url)
    const drivers = createRequire(own.resolve('neo4j-driver'))
    return drivers('neo4j-driver-bolt-connection/lib/packstream/packstream-v1.js').Unpacker.prototype
  } catch {
    return undefined
  }
}
