import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import { patchMapReading } from '../../../server/db/driver-maps.ts'

const driver = createRequire(createRequire(import.meta.url).resolve('neo4j-driver'))
const { alloc } = driver('neo4j-driver-bolt-connection/lib/channel/index.js')
const { Packer, Unpacker } = driver('neo4j-driver-bolt-connection/lib/packstream/index.js').v1

/** A value after packing and unpacking by the driver. */
function thereAndBack(value: unknown): unknown {
  const buffer = alloc(10_000)
  new Packer(buffer).packable(value)()
  buffer.reset()
  return new Unpacker().unpack(buffer)
}

describe('fast reading of maps', () => {
  // If a newer driver fails here, see whether it still sets each member by Object.defineProperty: if not, all of this can go.
  it('the fast map reader works with the installed driver and can be requested repeatedly', () => {
    expect(patchMapReading()).toBe(true)
    expect(patchMapReading()).toBe(true)
    expect(Unpacker.prototype._unpackMapWithSize.name).toBe('readMap')
  })

  it('the fast map reader keeps members in their order, in maps and lists', () => {
    const map = { b: 'x', a: null, 2: [true, { constructor: 'c', toString: 1.5 }], '': {}, ü名: 'å' }
    expect(thereAndBack(map)).toEqual(map)
    expect(Object.keys(thereAndBack({ b: '', a: '' }) as object)).toEqual(['b', 'a'])
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`key ${at}`, `value ${at}`]))
    expect(thereAndBack(many)).toEqual(many)
  })

  it('the fast map reader keeps a member named __proto__ as a member and returns plain objects', () => {
    const map = JSON.parse('{"a": "1", "__proto__": {"polluted": "yes"}}')
    const back = thereAndBack(map) as Record<string, unknown>
    expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
    expect(Object.keys(back)).toEqual(['a', '__proto__'])
    expect('polluted' in back).toBe(false)
    expect(JSON.stringify(back)).toBe(JSON.stringify(map))
  })
})
