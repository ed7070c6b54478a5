import { hash } from 'node:crypto'
import { bucketOf } from './bucket.ts'

/** A deterministic id: a hash of what identifies the thing, so that a second load finds the first one's. */
export const identify = (kind: string, ...parts: (string | null)[]): string =>
  `${kind}-${hash('sha256', JSON.stringify(parts), 'hex').slice(0, 20)}`

/**
 * The id of a claim, an event or a stay of a person: 22 hexadecimal digits, which Neo4j keeps in 16 bytes. The first two
 * are of the person's bucket: what is loaded together lies together in the indexes, and not all over them.
 */
export const identifyOf = (person: string, kind: string, ...parts: (string | null)[]): string =>
  bucketOf(person).toString(16).padStart(2, '0') +
  hash('sha256', JSON.stringify([kind, person, ...parts]), 'hex').slice(0, 20)
