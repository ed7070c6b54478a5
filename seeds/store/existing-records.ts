import { foldName } from '../../cypher/names.ts'
import type { Driver } from '../../server/db/connect.ts'
import { Neo4jUnavailable } from '../../server/launcher/launcher-errors.ts'
import type { WeighedClaim } from '../claims/claim.ts'
import { asStored } from '../claims/claim-row.ts'
import type { ExistingPart } from '../reconcile/team-hierarchy.ts'
import type { DescribedKind, Values } from '../statements/combine.ts'
import { lookUp, rowsOf } from './load-context.ts'

export type Kind = 'Person' | 'Organisation'

export interface ExistingIds {
  people: ReadonlySet<string>
  organisations: ReadonlySet<string>
  /** Publication date by source id. */
  sources: ReadonlyMap<string, string | null>
}

/** Records already in the database, which input files may refer to. */
export interface ExistingRecords {
  /** The subset of these ids that the database contains. */
  ids(ids: Iterable<string>): Promise<ExistingIds>
  /** Whether an undone load left withdrawn records that may be revived. */
  anyWithdrawn: boolean
  /** Whether an undo was interrupted. */
  isUndoing: boolean
  /** The version that computed the search forms of the names; null if there are no forms. */
  formsVersion: string | null
  /** Current values by id, for those ids that the database contains. */
  described(kind: DescribedKind, ids: string[]): Promise<Map<string, Values>>
  /** Ids by folded name, for these names. */
  named(kind: Kind, names: Iterable<string>): Promise<Map<string, Set<string>>>
  /** The stored part-of relations. */
  partOfRelations(): Promise<ExistingPart[]>
  /** The organisations with a known date of dissolution. */
  dissolved(): Promise<{ id: string; dissolved: string }[]>
  /** All claims of these people, including withdrawn ones. */
  claims(people: string[]): Promise<WeighedClaim[]>
  /** The subset of these claim ids that the database contains. */
  claimIds(ids: string[]): Promise<string[]>
  /** All stored merges: `id` was merged into `into`. */
  merges(): Promise<{ kind: Kind; id: string; into: string }[]>
}

const NO_IDS: ExistingIds = { people: new Set(), organisations: new Set(), sources: new Map() }

export const NO_RECORDS: ExistingRecords = {
  ids: async () => NO_IDS,
  anyWithdrawn: false,
  isUndoing: false,
  formsVersion: null,
  described: async () => new Map(),
  named: async () => new Map(),
  partOfRelations: async () => [],
  dissolved: async () => [],
  claims: async () => [],
  claimIds: async () => [],
  merges: async () => [],
}

const NAMES_AT_ONCE = 1_000
const IDS_AT_ONCE = 5_000

const OLD_IDS =
  'This database was filled by an earlier version, which formed the ids of claims differently, so this load would store every ' +
  'claim twice. Export the database with npm run export, empty it (MATCH (n) DETACH DELETE n), remove the values of replaced_by ' +
  'from the export, and load it.'

interface DatabaseContents {
  isFilled: boolean
  anyWithdrawn: boolean
  isUndoing: boolean
  formsVersion: string | null
  hasOldIds: boolean
}

/**
 * Queries an empty database only once, as at a first load.
 * @throws {Neo4jUnavailable} if an earlier version with another id scheme filled the database
 */
export async function readExisting(driver: Driver): Promise<ExistingRecords> {
  const { isFilled, hasOldIds, ...rest } = await lookUp<DatabaseContents>(driver, 'database-contents', {})
  if (hasOldIds) throw new Neo4jUnavailable(OLD_IDS)
  if (!isFilled) return NO_RECORDS
  return {
    ids: async ids => {
      const found = await lookUp<{
        people: string[]
        organisations: string[]
        sources: { id: string; published: string | null }[]
      }>(driver, 'existing-ids', { ids: [...ids] })
      const sources = new Map(found.sources.map(({ id, published }) => [id, published ?? null] as const))
      return { people: new Set(found.people), organisations: new Set(found.organisations), sources }
    },
    ...rest,
    described: async (kind, ids) => {
      const found = new Map<string, Values>()
      for (let at = 0; at < ids.length; at += IDS_AT_ONCE) {
        const asked = { kind, ids: ids.slice(at, at + IDS_AT_ONCE), bySource: false }
        for (const { described } of await rowsOf<{ described: { id: string } & Values }>(
          driver,
          'entity-values',
          asked,
        ))
          found.set(described.id, described)
      }
      return found
    },
    named: async (kind, names) => {
      const all = [...new Set([...names].map(foldName))].filter(name => name !== '')
      const found = new Map<string, Set<string>>()
      for (let at = 0; at < all.length; at += NAMES_AT_ONCE) {
        const parameters = { label: kind, names: all.slice(at, at + NAMES_AT_ONCE) }
        for (const { name, id } of await rowsOf<{ name: string; id: string }>(driver, 'ids-by-name', parameters))
          add(found, name, id)
      }
      return found
    },
    partOfRelations: () => rowsOf(driver, 'part-of-relations', {}),
    dissolved: () => rowsOf(driver, 'dissolutions', {}),
    claims: async people => {
      const found = await rowsOf<{ claim: Partial<WeighedClaim> }>(driver, 'claims-of', { people })
      return found.map(({ claim }) => asStored(claim))
    },
    claimIds: async ids => (await rowsOf<{ id: string }>(driver, 'claim-ids', { ids })).map(({ id }) => id),
    merges: () => rowsOf(driver, 'merges', {}),
  }
}

export function add<K, V>(to: Map<K, Set<V>>, key: K, value: V): void {
  const members = to.get(key)
  if (members) members.add(value)
  else to.set(key, new Set([value]))
}
