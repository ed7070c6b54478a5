import { LRUCache } from 'lru-cache'
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

/** A name matches no node, several nodes, or a node that is already in the list. */
export type EntityErrorKind = 'unknown' | 'ambiguous' | 'repeated'

/** A name in a parameter does not identify one node. `candidates` are the nodes that it may mean. */
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
      ambiguous: `more than one ${what} has the name "${text}"; use an id`,
      repeated: `"${text}" is already in the list under another name or id`,
    }[errorKind]
    const near = list && (errorKind === 'unknown' ? `. Closest: ${list}` : `: ${list}`)
    super(400, `${errorKind}-name`, `${parameter}: ${reason}${near}`, { parameter, candidates })
    this.reason = reason
  }
}

const byId = readCypher('lookup/entity-by-id')
const byName = readCypher('lookup/entity')

/** The ids of names, by driver. Each entry is valid for the bookmark at which it was read. */
const cachedIds = new WeakMap<Driver, LRUCache<string, { id: string; bookmark: Bookmark }>>()
const MAX_CACHED_IDS = 10_000

/**
 * Replaces names in the parameters by ids. `usedDatabase` is false if all names were cached; `fresh` ignores the cache.
 * @throws {EntityError} if a name matches no node or several
 */
export async function resolveEntities(
  driver: Driver,
  question: Question,
  given: Record<string, unknown>,
  { fresh = false } = {},
): Promise<{ params: Record<string, unknown>; usedDatabase: boolean }> {
  let usedDatabase = false
  const found = Object.entries(question.entities ?? {}).map(async ([name, kind]): Promise<[string, unknown][]> => {
    const value = given[name]
    if (!kind || (typeof value !== 'string' && !Array.isArray(value))) return []
    const idOf = async (text: string) => {
      const cached = fresh ? undefined : cachedId(driver, kind, text)
      usedDatabase ||= cached === undefined
      return cached ?? findEntity(driver, kind, name, text)
    }
    if (typeof value === 'string') return [[name, await idOf(value)]]
    const ids = await Promise.all(value.map(text => idOf(String(text))))
    const repeated = ids.findIndex((id, at) => ids.indexOf(id) < at)
    if (repeated >= 0) throw new EntityError(name, String(value[repeated]), 'repeated', [], kind)
    return [[name, ids]]
  })
  return { params: { ...given, ...Object.fromEntries((await Promise.all(found)).flat()) }, usedDatabase }
}

function cachedId(driver: Driver, kind: string, text: string): string | undefined {
  const entry = cachedIds.get(driver)?.get(`${kind} ${text}`)
  return entry?.bookmark === latestBookmark(driver) ? entry?.id : undefined
}

function cacheId(driver: Driver, kind: string, text: string, id: string, bookmark: Bookmark): void {
  const cache = cachedIds.get(driver) ?? new LRUCache({ max: MAX_CACHED_IDS })
  cachedIds.set(driver, cache)
  cache.set(`${kind} ${text}`, { id, bookmark })
}

const LABELS = {
  Person: ['Person'],
  Organisation: ['Organisation'],
  any: ['Person', 'Organisation'],
  ever: ['Person', 'Organisation', 'WithdrawnPerson', 'WithdrawnOrganisation'],
}

/** The id of a node by its id or name. Ids are looked up first, which needs an index only and no search. */
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
  // Otherwise the data may have changed during the search.
  if (found.bookmark && found.bookmark === before) cacheId(driver, kind, text, found.id, found.bookmark)
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

/** From this rank on, only a part of the name matches. */
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
