import { describe, expect, test } from 'vitest'
import { addRelationship, emptyNetwork } from '../../../picture/network/network.ts'
import { inBoth, withoutHidden } from '../../../picture/network/shown-part.ts'

/** Ada and Bob were at the lab, Cyd at the mill, which is part of the lab. */
function small() {
  const network = emptyNetwork()
  for (const id of ['ada', 'bob', 'cyd', 'lab', 'mill'])
    network.nodes.set(id, { ...{ id, name: id, kind: 'person' as const }, aliases: [], type: null })
  const lines = [
    ['ada', 'lab'],
    ['bob', 'lab'],
    ['cyd', 'mill'],
    ['mill', 'lab'],
  ] as const
  for (const [source, target] of lines)
    addRelationship(network, { type: 'WAS_AT', source, target, properties: { id: `${source} ${target}` } })
  return network
}

const idsOf = ({ nodes, edges }: ReturnType<typeof small>) => [[...nodes.keys()], [...edges.keys()]]

describe('what the reader hides', () => {
  test('a network of which nothing is hidden stays the same object', () => {
    const network = small()
    expect(withoutHidden(network, [], null)).toBe(network)
    expect(withoutHidden(network, ['nobody'], 'nobody')).toBe(network)
  })

  test('a hidden node goes with its lines, and the others stay', () => {
    expect(idsOf(withoutHidden(small(), ['lab'], null))).toEqual([['ada', 'bob', 'cyd', 'mill'], ['cyd mill']])
  })

  test('only a node, its neighbours and the lines between them stay, without those that are hidden too', () => {
    expect(idsOf(withoutHidden(small(), ['bob'], 'lab'))).toEqual([
      ['ada', 'lab', 'mill'],
      ['ada lab', 'lab mill'],
    ])
  })

  test('the part in a window loses what is hidden', () => {
    const shown = withoutHidden(small(), ['ada'], null)
    expect(idsOf(inBoth(small(), shown))).toEqual(idsOf(shown))
  })
})
