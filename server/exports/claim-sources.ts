import type { Source } from '../../picture/answer/evidence.ts'
import type { Network } from '../../picture/network/network.ts'
import { readAll } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { readCypher } from '../db/cypher-files.ts'
import { toWire } from '../db/values.ts'

const claimSources = readCypher('lookup/claim-sources')

/** The sources behind the edges of a network. */
export interface ClaimSources {
  all: Source[]
  /** The sources of some claims, and the one with this id, each once. */
  of(claims: readonly string[], source: string | null): Source[]
}

export interface FoundSources {
  byClaim: ReadonlyMap<string, Source>
  byId: ReadonlyMap<string, Source>
}

/** Reads the sources of claims, and those with these ids, by the date of their publication. */
export async function findSources(
  driver: Driver,
  given: { claims: readonly string[]; sources: readonly string[] },
  signal?: AbortSignal,
): Promise<FoundSources> {
  const isEmpty = given.claims.length + given.sources.length === 0
  const records = isEmpty ? [] : (await readAll(driver, await claimSources, given, signal)).records
  const [byClaim, byId] = [new Map<string, Source>(), new Map<string, Source>()]
  for (const record of records) {
    const source = toWire(record.get('source')) as Source
    byId.set(source.id, source)
    for (const claim of record.get('claims') as string[]) byClaim.set(claim, source)
  }
  return { byClaim, byId }
}

/** Reads the sources of all claims in a network, and those that its relationships name themselves. */
export async function readClaimSources(driver: Driver, network: Network, signal?: AbortSignal): Promise<ClaimSources> {
  const claims = new Set<string>()
  const named = new Set<string>()
  for (const { relationships } of network.edges.values())
    for (const { properties } of relationships) {
      for (const claim of Array.isArray(properties.claims) ? properties.claims : []) claims.add(claim)
      if (typeof properties.source === 'string') named.add(properties.source)
    }
  const { byClaim, byId } = await findSources(driver, { claims: [...claims], sources: [...named] }, signal)
  return {
    all: [...byId.values()],
    of: (ids, source) => {
      const found = [...ids.map(id => byClaim.get(id)), source === null ? undefined : byId.get(source)]
      return [...new Set(found.filter(one => one !== undefined))]
    },
  }
}
