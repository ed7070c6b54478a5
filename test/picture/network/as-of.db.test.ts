import fc from 'fast-check'
import { isDate } from 'neo4j-driver'
import { describe, expect, test } from 'vitest'
import { readDate } from '../../../cypher/dates/grammar.ts'
import { networkAsOf } from '../../../picture/network/as-of.ts'
import { addRelationship, edgeId, emptyNetwork, type Network } from '../../../picture/network/network.ts'
import { askAbout } from '../../setup/asking.ts'
import { bounds, iso, loadMillAndKiln, people, stay, stayed } from '../../worlds/any-stays.ts'

const { ask, query } = askAbout(loadMillAndKiln)

const WHENS = ['2019', '2020-02', '2020-03', '2020-02-29', '2020-03-10', '2024']

/** The stays as the database returns them, without the wait for the overview to be planned anew in each run. */
async function storedNetwork(): Promise<Network> {
  const network = emptyNetwork()
  const { records } = await query('MATCH (p:Person)-[r:WAS_AT]->(o) RETURN p.id AS source, o.id AS target, r')
  for (const record of records) {
    const [source, target]: [string, string] = [record.get('source'), record.get('target')]
    network.nodes.set(source, { id: source, kind: 'person', name: source, aliases: [], type: null })
    const stored = Object.entries(record.get('r').properties as Record<string, unknown>)
    const properties = Object.fromEntries(stored.map(([name, value]) => [name, isDate(value) ? `${value}` : value]))
    addRelationship(network, { type: 'WAS_AT', source, target, properties })
  }
  return network
}

describe('map as of a date', () => {
  test('the map of any stays has the certainties and the counts of present-at, on any day or period', async () => {
    const when = fc.oneof(
      bounds.map(([from, to]) => `${iso(from)}/${iso(to)}`),
      fc.constantFrom(...WHENS),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(stay, fc.integer({ min: 0, max: 3 })), { minLength: 1, maxLength: 8 }),
        when,
        async (stays, on) => {
          // A person may have several stays.
          await people(
            query,
            stays.map(([one, person]) => ({ ...stayed(one), person })),
          )
          const { rows } = await ask('present-at', { organisation: 'mill', on })
          const network = await storedNetwork()
          const state = networkAsOf(network, readDate(on) ?? { earliest: null, latest: null })

          const expected = new Map<string, unknown>()
          for (const { person, certainty } of rows) {
            const { id } = person as { id: string }
            if (expected.get(id) !== 'definite') expected.set(id, certainty)
          }
          for (const id of network.nodes.keys()) {
            const certainty = expected.get(id) ?? 'no'
            expect([id, state.edges.get(edgeId(id, 'mill'))?.certainty]).toEqual([id, certainty])
            expect([id, state.nodes.get(id)]).toEqual([id, certainty])
          }
          const of = (certainty: string) => [...expected.values()].filter(one => one === certainty).length
          const counts = { definite: of('definite'), possible: of('possible') }
          expect(state.organisations.get('mill')).toEqual(counts)
          expect(state.people).toEqual(counts)
        },
      ),
      { numRuns: 25 },
    )
  })
})
