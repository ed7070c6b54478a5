import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { AdhocRequestSchema } from '../../../cypher/adhoc.ts'
import { runLoad } from '../../../seeds/cli/load-command.ts'
import { readOutdated, reconcileAgain } from '../../../seeds/load/reconcile-again.ts'
import { loadSeeds } from '../../../seeds/load/shipped-seeds.ts'
import { isMirrored, mirror } from '../../../seeds/mirror/mirror-database.ts'
import { Adhoc } from '../../../server/adhoc/adhoc-service.ts'
import { readAll, readBookmark } from '../../../server/db/bookmark.ts'
import { type Connection, connect, type Driver } from '../../../server/db/connect.ts'
import { runStart } from '../../../server/run-start.ts'
import { environmentOf, startCommand } from '../../setup/commands.ts'
import { hasJava, type OwnNeo4j, openOwnNeo4j } from '../../setup/own-neo4j.ts'

/** Neo4j Community answers a driver that asks for routes with itself alone, so `neo4j://` works over one server too. */
const routed = ({ uri, ...rest }: Connection): Connection => ({ ...rest, uri: uri.replace('bolt:', 'neo4j:') })

describe.skipIf(!hasJava)('a database at a cluster address', () => {
  let home: string
  let neo4j: OwnNeo4j
  let driver: Driver
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'routed-'))
    neo4j = await openOwnNeo4j(home, { 'db.transaction.bookmark_ready_timeout': '2s' })
    driver = connect(routed(neo4j))
    expect((await loadSeeds({ driver }))?.claims.added).toBeGreaterThan(100)
  })
  afterAll(async () => {
    await driver?.close()
    await neo4j?.stop()
  })

  /** A bookmark of the transaction that is so many after the last one. Its number is between the id of the database and the last byte. */
  async function bookmarkAfter(transactions: number): Promise<string> {
    const bytes = Buffer.from(String(await readBookmark(driver)).slice('FB:'.length), 'base64')
    const number = bytes.subarray(19, -1)
    const last = number.length === 1 ? number.readUInt8() : number.readUInt16BE(1)
    const later = Buffer.from([0xc9, 0, 0])
    later.writeUInt16BE(last + transactions, 1)
    return `FB:${Buffer.concat([bytes.subarray(0, 19), later, bytes.subarray(-1)]).toString('base64')}`
  }

  const remember = async (bookmark: string) => {
    const manager = driver.executeQueryBookmarkManager
    await manager.updateBookmarks(await manager.getBookmarks(), [bookmark])
  }

  async function commitElsewhere(): Promise<void> {
    const other = connect(neo4j)
    await other.executeQuery('MERGE (n:Mark) SET n.times = coalesce(n.times, 0) + 1')
    await other.close()
  }

  /** Whether `work` waits until another client has committed, and what it then returns. */
  async function waitsForCommit<T>(work: () => Promise<T>): Promise<[boolean, T]> {
    let isDone = false
    const running = work().finally(() => {
      isDone = true
    })
    await new Promise(resolve => setTimeout(resolve, 500))
    const waited = !isDone
    await commitElsewhere()
    return [waited, await running]
  }

  test('a read waits for what its driver knows of, so it never shows less than before', async () => {
    await commitElsewhere()
    await remember(await bookmarkAfter(1))
    const times = async () =>
      Number((await readAll(driver, 'MATCH (n:Mark) RETURN n.times AS times', {})).records[0]?.get('times'))
    expect(await waitsForCommit(times)).toEqual([true, 2])
  })

  test('an ad hoc statement, which another process runs, waits for it too', async () => {
    const bookmarks = await bookmarkAfter(1)
    const adhoc = new Adhoc(routed(neo4j), {}, { bookmarks: async () => [bookmarks] })
    try {
      const run = async () => {
        let text = ''
        const request = AdhocRequestSchema.parse({ query: 'MATCH (n:Mark) RETURN n.times AS times' })
        for await (const part of adhoc.run(request, new AbortController().signal)) text += part
        return text
      }
      const [waited, text] = await waitsForCommit(run)
      expect([waited, text]).toEqual([true, expect.stringContaining('"values":[3]')])
    } finally {
      await adhoc.close()
    }
  })

  test('a bookmark that the database does not reach fails one read, and the next one forgets it', async () => {
    await remember(await bookmarkAfter(20))
    await expect(readAll(driver, 'RETURN 1', {})).rejects.toMatchObject({ code: expect.stringContaining('Bookmark') })
    expect((await readAll(driver, 'RETURN 1 AS one', {})).records[0]?.get('one')).toBe(1n)
  })

  describe('that is read-only', () => {
    const loader = { loadSample: loadSeeds, readOutdated, reconcileAgain, mirroring: { mirror, isMirrored } }
    const start = () =>
      startCommand(runStart, [], { ...environmentOf(routed(neo4j)), PORT: '0', LOG_LEVEL: 'silent' }, loader)
    const reopen = async (isReadOnly: boolean) => {
      await neo4j.stop()
      neo4j = await openOwnNeo4j(home, isReadOnly ? { 'server.databases.default_to_read_only': 'true' } : {})
    }

    test('the app refuses one that another version reconciled, and serves it once it is reconciled; a load says why it cannot write', async () => {
      const writer = connect(neo4j)
      await writer.executeQuery("MATCH (l:Load {run: 'rules'}) SET l.mark = '00'")
      await writer.executeQuery(
        "MATCH (p:Person) WHERE p.settled IS NOT NULL SET p.settled = '00' + substring(p.settled, 2)",
      )
      await writer.close()
      await reopen(true)
      const refused = await start().ended
      expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('npm run load -- --reconcile')])
      await reopen(false)
      const reconciled = await startCommand(runLoad, ['--reconcile'], environmentOf(routed(neo4j))).ended
      expect([reconciled.code, reconciled.out]).toEqual([
        0,
        expect.stringMatching(/reconciled by another version: \d+\n.*\nTheir events and tenures are up to date/),
      ])
      await reopen(true)
      const run = start()
      await run.writes('who-left-where is at ')
      expect(run.out()).toContain('the database is read-only; nothing was loaded')
      const url = /is at (\S+)/.exec(run.out())?.[1]
      const answer = await fetch(`${url}api/queries/who-left?organisation=openai`)
      expect([answer.status, ((await answer.json()) as { rows: unknown[] }).rows.length > 3]).toEqual([200, true])
      run.interrupt()
      expect((await run.ended).code).toBe(0)
      const load = startCommand(runLoad, ['--recheck'], environmentOf(routed(neo4j)))
      expect(await load.ended).toMatchObject({ code: 3, err: expect.stringContaining('The database is read-only.') })
    })
  })
})
