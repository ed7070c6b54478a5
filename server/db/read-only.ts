import type { Driver } from './connect.ts'

/** Whether the database rejects every write (`server.databases.default_to_read_only`, or `SET ACCESS READ ONLY`). */
export async function isReadOnly(driver: Driver): Promise<boolean> {
  // Without the driver's bookmarks: this statement ends with one of the database `system`, which would be in all later ones.
  const session = driver.session({ defaultAccessMode: 'READ' })
  try {
    const { records } = await session.run('SHOW HOME DATABASE YIELD access')
    return records.length > 0 && records.every(record => record.get('access') === 'read-only')
  } finally {
    await session.close()
  }
}

/** Whether a write was rejected because the database is read-only, or a member of a cluster that does not write was addressed by `bolt://`. */
export const isReadOnlyError = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (READ_ONLY.has(String(error.code)) || /^No longer possible to write to server/.test(error.message))

const READ_ONLY = new Set([
  'Neo.ClientError.General.ForbiddenOnReadOnlyDatabase',
  'Neo.ClientError.General.WriteOnReadOnlyAccessDatabase',
  'Neo.ClientError.Cluster.NotALeader',
])

export const READ_ONLY_DATABASE =
  'The database is read-only. Name a server that accepts writes in NEO4J_URI: for a cluster, an address that begins with neo4j://.'
