import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { digest } from '../../../seeds/export/digest.ts'
import { MirrorError, mirror } from '../../../seeds/mirror/mirror-database.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { contentsOf, wipe } from '../../setup/database.ts'
import { loadSmallWorld } from '../../worlds/small.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

test('a Neo4j with data that are not a copy is not replaced', async () => {
  await loadSmallWorld(driver)
  const before = await digest({ driver })
  const made = mirror({ from: driver, to: inject('neo4j') })
  await expect(made).rejects.toThrow(MirrorError)
  await expect(made).rejects.toThrow('holds other data')
  expect(await digest({ driver })).toEqual(before)
})

test('an empty database is not made a copy of itself', async () => {
  await expect(mirror({ from: driver, to: inject('neo4j') })).rejects.toThrow('is the database itself')
  expect(await contentsOf(driver)).toEqual([])
})
