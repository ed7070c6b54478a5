import { hash } from 'node:crypto'

/** A deterministic id: a hash of what identifies the thing, so that a second load finds the first one's. */
export const identify = (kind: string, ...parts: (string | null)[]): string =>
  `${kind}-${hash('sha256', JSON.stringify(parts), 'hex').slice(0, 20)}`
