import { afterAll, beforeAll, expect, test } from 'vitest'
import { readBookmark } from '../../../server/db/bookmark.ts'
import type { Driver } from '../../../server/db/connect.ts'
import { testDriver } from '../../setup/database.ts'

let driver: Driver
beforeAll(() => {
  driver = testDriver()
})
afterAll(() => driver.close())

test('reads of the bookmark that are asked for at the same time share two trips to the database', async () => {
  let sessions = 0
  const counting: Driver = new Proxy(driver, {
    get(target, name) {
      if (name === 'session') sessions++
      const member = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
  const first = readBookmark(counting)
  await Promise.resolve()
  const all = await Promise.all([first, ...Array.from({ length: 50 }, () => readBookmark(counting))])
  expect(new Set(all).size).toBe(1)
  expect(all[0]).toMatch(/./)
  expect(sessions).toBeLessThanOrEqual(2)
})

test('a bookmark that is asked for after a write is not older than the write, although an earlier read still runs', async () => {
  for (let time = 0; time < 20; time++) {
    const before = readBookmark(driver)
    const session = driver.session()
    await session.run('CREATE (n:BookmarkTest) DELETE n')
    const [written] = session.lastBookmarks()
    void readBookmark(driver)
    expect(await readBookmark(driver)).toBe(written)
    await before
    await session.close()
  }
})
