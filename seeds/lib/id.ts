import { hash } from 'node:crypto'
import { bucketOf } from './bucket.ts'

/** A deterministic id: a hash of the identifying values, so that a second load finds the same record. */
export const identify = (kind: string, ...parts: (string | null)[]): string =>
  `${kind}-${hash('sha256', JSON.stringify(parts), 'hex').slice(0, 20)}`

/**
 * The id of a claim, event or tenure of a person: 22 hexadecimal digits, which Neo4j stores in 16 bytes. The first two
 * are the person's bucket, so that records loaded together are close together in the indexes.
 */
export const identifyOf = (person: string, kind: string, ...parts: (string | null)[]): string =>
  bucketOf(person).toString(16).padStart(2, '0') +
  hash('sha256', JSON.stringify([kind, person, ...parts]), 'hex').slice(0, 20)
