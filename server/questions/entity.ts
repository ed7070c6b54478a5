import { foldName, nearQuery, searchQuery, turnName } from '../../cypher/names.ts'
import type { EntityKind } from '../../cypher/query.ts'
import { type Bookmark, latestBookmark, readAll } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { type Question, readCypher } from '../db/cypher-files.ts'
import { HttpError } from '../lib/http-errors.ts'

export interface Candidate {
  id: string
  name: string
}

/** What is wrong with a name: it matches nothing, several nodes, or one that the parameter names already. */
export type EntityErrorKind = 'unknown' | 'ambiguous' | 'repeated'

/** A parameter does not name what it must. `candidates` are the nodes that it may mean. */
export class EntityError extends HttpError {
  override name = 'EntityError'
  /** The message without the candidates. */
  readonly reason: string
  constructor(
    readonly parameter: string,
    readonly text: string,
    readonly errorKind: EntityErrorKind,
    readonly candidates: Candidate[],
    kind: EntityKind | 'any' | 'ever',
  ) {
    const what = kind === 'any' || kind === 'ever' ? 'person or organisation' : kind.toLowerCase()
    const list = candidates.map(({ id, name }) => `${name} (${id})`).join(', ')
    const reason = {
      unknown: `there is no ${what} with the id or name "${text}"`,
      ambiguous: `"${text}" is the name of more than one ${what}; give the id of one`,
      repeated: `"${text}" names a ${what} who is in the list already; give each once`,
    }[errorKind]
    const near = list && (errorKind === 'unknown' ? `; near names: ${list}` : `: ${list}`)
    super(400, `${errorKind}-name`, `${parameter}: ${reason}${near}`, { parameter, candidates })
    this.reason = reason
  }
}

const byId = readCypher('lookup/entity-by-id')
const byName = readCypher('lookup/entity')

/** What texts meant, by driver; each holds for the version it was found at. */
const known = new WeakMap<Driver, Map<string, { id: string; bookmark: Bookmark }>>()
const MOST_KNOWN = 10_000

/**
 * The parameters with ids in place of names. `looked` says whether the database was asked, and not the memory, which
 * `fresh` passes over.
 * @throws {EntityError} if a text means none or more than one
 */
export async function resolveEntities(
  driver: Driver,
  question: Question,
  given: Record<string, unknown>,
  { fresh = false } = {},
): Promise<{ params: Record<string, unknown>; looked: boolean }> {
  let looked = false
  const found = Object.entries(question.entities ?? {}).map(async ([name, kind]): Promise<[string, unknown][]> => {
    const value = given[name]
    if (!kind || (typeof value !== 'string' && !Array.isArray(value))) return []
    const idOf = async (text: string) => {
      const remembered = fresh ? undefined : recall(driver, kind, text)
      looked ||= remembered === undefined
      return remembered ?? findEntity(driver, kind, name, text)
    }
    if (typeof value === 'string') return [[name, await idOf(value)]]
    const ids = await Promise.all(value.map(text => idOf(String(text))))
    const repeated = ids.findIndex((id, at) => ids.indexOf(id) < at)
    if (repeated >= 0) throw new EntityError(name, String(value[repeated]), 'repeated', [], kind)
    return [[name, ids]]
  })
  return { params: { ...given, ...Object.fromEntries((await Promise.all(found)).flat()) }, looked }
}

function recall(driver: Driver, kind: string, text: string): string | undefined {
  const entry = known.get(driver)?.get(`${kind} ${text}`)
  return entry?.bookmark === latestBookmark(driver) ? entry?.id : undefined
}

function remember(driver: Driver, kind: string, text: string, id: string, bookmark: Bookmark): void {
  const entries = known.get(driver) ?? new Map()
  known.set(driver, entries)
  entries.delete(`${kind} ${text}`)
  entries.set(`${kind} ${text}`, { id, bookmark })
  if (entries.size > MOST_KNOWN) entries.delete(entries.keys().next().value)
}

const LABELS = {
  Person: ['Person'],
  Organisation: ['Organisation'],
  any: ['Person', 'Organisation'],
  ever: ['Person', 'Organisation', 'WithdrawnPerson', 'WithdrawnOrganisation'],
}

/** The id that an id or a name means. An id is looked for first: that takes an index alone and no search. */
async function findEntity(
  driver: Driver,
  kind: EntityKind | 'any' | 'ever',
  parameter: string,
  text: string,
): Promise<string> {
  const before = latestBookmark(driver)
  const labels = LABELS[kind]
  const exact = await readAll(driver, await byId, { text, labels })
  const id: unknown = exact.records[0]?.get('id')
  const found = typeof id === 'string' ? { id, bookmark: exact.bookmark } : await findName()
  // Else the data may have changed while they were searched.
  if (found.bookmark && found.bookmark === before) remember(driver, kind, text, found.id, found.bookmark)
  return found.id

  async function findName() {
    const folded = foldName(text)
    const look = (query: string) => lookUp(driver, { text, folded, turned: turnName(folded), query, labels })
    const { candidates: found, bookmark } = await look(searchQuery(text))
    const best = found.filter(({ rank }) => rank === found[0]?.rank && rank < PARTIAL_MATCH_RANK)
    const [only] = best
    if (only && best.length === 1) return { id: only.id, bookmark }
    const near = best.length > 1 ? best : found.length > 0 ? found : (await look(nearQuery(text))).candidates
    const candidates = near.slice(0, best.length > 1 ? undefined : 5).map(({ id, name }) => ({ id, name }))
    throw new EntityError(parameter, text, best.length > 1 ? 'ambiguous' : 'unknown', candidates, kind)
  }
}

/** The rank of those of which a part of the name, or the beginning of one, is as asked. */
const PARTIAL_MATCH_RANK = 4

async function lookUp(driver: Driver, params: object) {
  const { records, bookmark } = await readAll(driver, await byName, params)
  const candidates = records.map(record => ({
    id: String(record.get('id')),
    name: String(record.get('name')),
    rank: Number(record.get('rank')),
  }))
  return { candidates, bookmark }
}
