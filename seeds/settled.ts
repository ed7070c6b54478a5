import { createHash } from 'node:crypto'
import type { WeighedClaim } from './reconcile/claim.ts'

/** Raise it when what follows from the same claims changes, so that the next load works everything out anew. */
const RULES = 2

const PROPERTIES = [
  'id',
  'person',
  'organisation',
  'source',
  'published',
  'event',
  'on',
  'announced',
  'role',
  'manner',
  'reason',
  'destination',
  'origin',
  'status',
  'locator',
  'stint',
  'note',
] as const satisfies (keyof WeighedClaim)[]

/**
 * A digest of all claims of one person, whatever their order. Stored with the person once all that follows is written: a
 * load that brings exactly these claims has nothing to do, and need not read them.
 */
export function settledBy(claims: WeighedClaim[]): string {
  const hash = createHash('sha1').update(String(RULES))
  const lines = claims.map(claim => JSON.stringify(PROPERTIES.map(property => claim[property])))
  for (const line of lines.sort()) hash.update(line)
  return hash.digest('base64url')
}
