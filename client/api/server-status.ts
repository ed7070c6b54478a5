import type { AdhocStatus } from '../../cypher/adhoc.ts'

/** Whether the server accepts ad hoc Cypher; null if unknown. */
export async function readStatus(fetch: typeof globalThis.fetch): Promise<AdhocStatus | null> {
  try {
    const response = await fetch('/api/cypher', { headers: { accept: 'application/json' } })
    const status: unknown = response.ok ? await response.json() : null
    return typeof status === 'object' && status !== null && 'open' in status ? (status as AdhocStatus) : null
  } catch {
    return null
  }
}
