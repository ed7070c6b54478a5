import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { testDriver, wipe } from '../../setup/database.ts'
import { openTestServer } from '../../setup/server.ts'

const { uri, user, password } = inject('neo4j')
const driver = testDriver()
beforeEach(() => wipe(driver))
afterAll(() => driver.close())

const sameServerTwice = () =>
  openTestServer({ NEO4J_URI: uri, NEO4J_TEST_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password }, () => {})

test("the app's own server is refused while it holds data that no test wrote", async () => {
  await driver.executeQuery("CREATE (:Person {id: 'mina-okafor'})")
  await expect(sameServerTwice()).rejects.toThrow('holds data that no test wrote')
})

test("the app's own server is taken if it is empty, and is marked before and after", async () => {
  const marks = async () => (await driver.executeQuery('MATCH (mark:TestDatabase) RETURN mark')).records.length
  const { stop } = await sameServerTwice()
  expect(await marks()).toBe(1)
  await wipe(driver)
  await stop()
  expect(await marks()).toBe(1)
  await (await sameServerTwice()).stop()
})

test('a wipe takes nodes, relationships, constraints and indexes', async () => {
  await driver.executeQuery('CREATE CONSTRAINT `odd ``name` FOR (n:Odd) REQUIRE n.id IS UNIQUE')
  await driver.executeQuery('CREATE FULLTEXT INDEX words FOR (n:Odd) ON EACH [n.words]')
  await driver.executeQuery('UNWIND range(1, 12000) AS id CREATE (:Odd {id: id})-[:TO]->(:Even)')
  await wipe(driver)
  expect((await driver.executeQuery('MATCH (n) RETURN n LIMIT 1')).records).toEqual([])
  expect((await driver.executeQuery('SHOW CONSTRAINTS')).records).toEqual([])
  expect((await driver.executeQuery("SHOW INDEXES WHERE type <> 'LOOKUP'")).records).toEqual([])
})
