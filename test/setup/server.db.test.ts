import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { applySchema } from '../../server/db/write.ts'
import { dropSchema, testDriver, wipe } from './database.ts'
import { openTestServer } from './server.ts'

const { uri, user, password } = inject('neo4j')
const driver = testDriver()
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const sameServerTwice = () =>
  openTestServer({ NEO4J_URI: uri, NEO4J_TEST_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password }, () => {})

test("the tests refuse the app's own server while it holds data that no test wrote", async () => {
  await driver.executeQuery("CREATE (:Person {id: 'mina-okafor'})")
  await expect(sameServerTwice()).rejects.toThrow('holds data that no test wrote')
})

test("the tests accept the app's own server if it is empty, and mark it before and after", async () => {
  const marks = async () => (await driver.executeQuery('MATCH (mark:TestDatabase) RETURN mark')).records.length
  const { stop } = await sameServerTwice()
  expect(await marks()).toBe(1)
  await wipe(driver)
  await stop()
  expect(await marks()).toBe(1)
  await (await sameServerTwice()).stop()
})

test('wipe deletes all nodes and relationships, and keeps constraints and indexes', async () => {
  await applySchema(driver)
  const schema = await schemaNames()
  await driver.executeQuery('UNWIND range(1, 12000) AS id CREATE (:Odd {id: id})-[:TO]->(:Even)')
  await wipe(driver)
  expect((await driver.executeQuery('MATCH (n) RETURN n LIMIT 1')).records).toEqual([])
  expect(await schemaNames()).toEqual(schema)
})

test('dropSchema drops all constraints and indexes, whatever their names', async () => {
  await driver.executeQuery('CREATE CONSTRAINT `odd ``name` FOR (n:Odd) REQUIRE n.id IS UNIQUE')
  await driver.executeQuery('CREATE FULLTEXT INDEX words FOR (n:Odd) ON EACH [n.words]')
  await dropSchema(driver)
  expect(await schemaNames()).toEqual([])
  await applySchema(driver)
})

/** The names of all constraints, then of all indexes that are not Neo4j's own. */
async function schemaNames(): Promise<string[]> {
  const constraints = await driver.executeQuery('SHOW CONSTRAINTS YIELD name RETURN name ORDER BY name')
  const indexes = await driver.executeQuery(
    "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name ORDER BY name",
  )
  return [...constraints.records, ...indexes.records].map(record => record.get('name'))
}
