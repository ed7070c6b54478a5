import type { Evidence } from '../../cypher/wire.ts'
import { readAll } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { readCypher } from '../db/cypher-files.ts'
import { toWire } from '../db/values.ts'

const claimEvidence = readCypher('lookup/claim-evidence')

/** The most claims that are looked up for one answer. */
const MAX_CLAIMS = 200

/** The claims that nodes and relationships in the rows name by id, with their sources. */
export async function readEvidence(driver: Driver, rows: unknown, signal: AbortSignal): Promise<Evidence[]> {
  const ids = new Set<string>()
  collectIds(rows, ids)
  if (ids.size === 0) return []
  const { records } = await readAll(driver, await claimEvidence, { ids: [...ids].slice(0, MAX_CLAIMS) }, signal)
  return records.map(record => toWire(record.get('claim')) as Evidence)
}

function collectIds(value: unknown, ids: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectIds(item, ids)
  else if (typeof value === 'object' && value !== null) {
    const { kind, labels, properties } = value as Record<string, unknown>
    if (kind === 'relationship' || (kind === 'node' && Array.isArray(labels) && labels.includes('Claim'))) {
      const { id, claims } = properties as Record<string, unknown>
      for (const claim of kind === 'node' ? [id] : [claims].flat()) if (typeof claim === 'string') ids.add(claim)
    } else for (const member of Object.values(value)) collectIds(member, ids)
  }
}
