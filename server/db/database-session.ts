import type { Session, SessionConfig } from 'neo4j-driver'
import type { Driver } from './connect.ts'

/**
 * A session that never sees less than what this driver has read or written before: it sends the bookmarks of that work, and the member of a cluster
 * that answers waits until it has come so far. `executeQuery` does the same.
 */
export const openSession = (driver: Driver, config: SessionConfig = {}): Session =>
  driver.session({ bookmarkManager: driver.executeQueryBookmarkManager, ...config })

/** The same for one that only reads, which any member of a cluster may answer. */
export const openReadingSession = (driver: Driver, config: SessionConfig = {}): Session =>
  openSession(driver, { defaultAccessMode: 'READ', ...config })

/**
 * Forgets the bookmarks of earlier work. After an older copy was put in the place of the database, it would never come so far, and every read would fail
 * until the app is started again.
 */
export async function forgetBookmarks({ executeQueryBookmarkManager: manager }: Driver): Promise<void> {
  await manager.updateBookmarks(await manager.getBookmarks(), [])
}
