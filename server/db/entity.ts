import { foldName, nearQuery, searchQuery } from '../../cypher/names.ts'
import type { EntityKind } from '../../cypher/query.ts'
import type { ManagedTransaction } from './connect.ts'
import { readCypher } from './files.ts'

export interface Candidate {
  id: string
  name: string
}

/** A parameter names nobody, or more than one. `candidates` are those it may mean. */
export class EntityError extends Error {
  override name = 'EntityError'
  constructor(
    readonly parameter: string,
    readonly text: string,
    readonly ambiguous: boolean,
    readonly candidates: Candidate[],
    kind: EntityKind | 'any',
  ) {
    const what = kind === 'any' ? 'person or organisation' : kind.toLowerCase()
    const list = candidates.map(({ id, name }) => `${name} (${id})`).join(', ')
    const message = ambiguous
      ? `${parameter}: "${text}" is the name of more than one ${what}; give the id of one: ${list}`
      : `${parameter}: there is no ${what} with the id or name "${text}"${list ? `; near names: ${list}` : ''}`
    super(message)
  }
}

const lookup = readCypher('lookup/entity')

/**
 * The id that an id or a name means.
 * @throws {EntityError} if it means none or more than one
 */
export async function findEntity(
  transaction: ManagedTransaction,
  kind: EntityKind | 'any',
  parameter: string,
  text: string,
): Promise<string> {
  const labels = kind === 'any' ? ['Person', 'Organisation'] : [kind]
  const look = (query: string) => lookUp(transaction, { text, folded: foldName(text), query, labels })
  const found = await look(searchQuery(text))
  const best = found.filter(({ rank }) => rank === found[0]?.rank && rank < 3)
  const [only] = best
  if (only && best.length === 1) return only.id
  const near = best.length > 1 ? best : (found.length > 0 ? found : await look(nearQuery(text))).slice(0, 5)
  const candidates = near.map(({ id, name }) => ({ id, name }))
  throw new EntityError(parameter, text, best.length > 1, candidates, kind)
}

async function lookUp(transaction: ManagedTransaction, params: object): Promise<(Candidate & { rank: number })[]> {
  const { records } = await transaction.run(await lookup, params)
  return records.map(record => ({ id: record.get('id'), name: record.get('name'), rank: Number(record.get('rank')) }))
}
