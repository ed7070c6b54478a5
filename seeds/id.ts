import { createHash } from 'node:crypto'

/** A deterministic id: a hash of what identifies the thing, so that a second load finds the first one's. */
export const identify = (kind: string, ...parts: (string | null)[]): string =>
  `${kind}-${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 20)}`
