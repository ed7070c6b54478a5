import { type AdhocStatus, AdhocStatusSchema } from '../../cypher/adhoc.ts'

/** Whether the server accepts ad hoc Cypher, and its limits; null if that cannot be known. */
export async function readStatus(fetch: typeof globalThis.fetch): Promise<AdhocStatus | null> {
  try {
    const response = await fetch('/api/cypher', { headers: { accept: 'application/json' } })
    return response.ok ? (AdhocStatusSchema.safeParse(await response.json()).data ?? null) : null
  } catch {
    return null
  }
}
