import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { loadSeeds } from '../../../seeds/seeds.ts'
import { connect } from '../../../server/db/connect.ts'
import { applySchema } from '../../../server/db/write.ts'
import { defaultHome, type Neo4jServer, openNeo4j } from '../../../server/neo4j/index.ts'
import { serve, type TestApp } from '../../setup/app.ts'

// A Neo4j that this test alone may stop and start again.
let home: string
let neo4j: Neo4jServer
let app: TestApp
const open = () =>
  openNeo4j({
    home,
    log: () => {},
    env: { ...process.env, NEO4J_JARS: process.env.NEO4J_JARS || join(defaultHome, 'lib'), NEO4J_WAY: 'java' },
  })
const get = (path: string) => fetch(app.url + path)

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'neo4j-'))
  neo4j = await open()
  const driver = connect(neo4j)
  await applySchema(driver)
  await loadSeeds({ driver })
  app = await serve(driver)
})
afterAll(async () => {
  await app.stop()
  await neo4j.stop()
})

test('the server returns 503 while the database is stopped, and answers again once it is back', async () => {
  expect((await get('readyz')).status).toBe(200)
  expect((await get('api/queries/who-left?organisation=openai')).status).toBe(200)

  await neo4j.stop()
  expect((await get('healthz')).status).toBe(200)
  const readiness = await get('readyz')
  expect([readiness.status, await readiness.json()]).toEqual([
    503,
    { status: 'unavailable', reason: 'the database does not answer' },
  ])
  const refused = await get('api/queries/who-left?organisation=openai')
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  const text = await refused.text()
  expect(text).toContain('database-unavailable')
  expect(text).not.toMatch(/127\.0\.0\.1|bolt|at .*\.ts/)
  expect((await get('api/queries')).status).toBe(200)

  neo4j = await open()
  await vi.waitFor(async () => expect((await get('readyz')).status).toBe(200), { timeout: 60_000, interval: 500 })
  expect((await get('api/queries/who-left?organisation=openai')).status).toBe(200)
})
