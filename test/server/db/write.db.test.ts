import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { applySchema, type Kind, writeAll } from '../../../server/db/write.ts'
import { wipe } from '../../setup/database.ts'

let driver: Driver
beforeAll(async () => {
  driver = connect(inject('neo4j'))
  await wipe(driver)
  await applySchema(driver)
})
afterAll(() => driver.close())

const AT = { person: 'p', organisation: 'o', source: 's', event: 'joined', status: 'confirmed' }
const ENTITIES: Kind[] = [
  ['load-begun', [{ fingerprint: 'f', files: [], options: [] }]],
  ['person', { person: [{ id: 'p', name: 'P', aliases: [], search: ['p'], run: '1', source: null }] }],
  ['organisation', [{ id: 'o', name: 'O', aliases: [], search: ['o'] }]],
  ['source', [{ id: 's', title: 'S' }]],
]

test('writeAll stores null, numerals, commas and separator characters unchanged', async () => {
  const roles = ['a', null, '0', '1,2', ' ', 'b\u001fc\u001e', '中文 😀', 'a']
  const claim = roles.map((role, at) => ({ ...AT, id: `c${at}`, role, locator: `\u001f${at}` }))
  const tenure = [
    { ...AT, id: 't0', roles: [], claims: ['c0'], open: true, beginEarliest: '2020-02-29' },
    { ...AT, id: 't1', roles: ['0', '1,2'], claims: ['c7', 'c1'], open: false, endLatest: '2020-02-29' },
  ]
  const session = driver.session()
  await session.executeWrite(tx =>
    writeAll(tx, [...ENTITIES, ['history', { claim, joined: [], left: [], tenure, load: [{ number: 1n }] }]]),
  )
  await session.close()
  const claims = await driver.executeQuery(
    `MATCH (:Person)<-[:OF]-(c:Claim)-[:FROM]->(:Source) WHERE (c)-[:AT]->(:Organisation)
     RETURN c.id AS id, c.role AS role, c.locator AS locator, c.event AS event ORDER BY id`,
  )
  expect(claims.records.map(record => record.toObject())).toEqual(
    claim.map(({ id, role, locator, event }) => ({ id, role, locator, event })),
  )
  const stays = await driver.executeQuery(
    `MATCH ()-[r:WAS_AT]->() RETURN r.id AS id, r.roles AS roles, r.claims AS claims, r.open AS open,
     toString(r.beginEarliest) AS begin, toString(r.endLatest) AS end ORDER BY id`,
  )
  expect(stays.records.map(record => record.toObject())).toEqual([
    { id: 't0', roles: [], claims: ['c0'], open: true, begin: '2020-02-29', end: null },
    { id: 't1', roles: ['0', '1,2'], claims: ['c7', 'c1'], open: false, begin: null, end: '2020-02-29' },
  ])
})
