import { expect, test } from 'vitest'
import { openTestServer } from './server.ts'

const quiet = () => {}

test('the tests refuse to start with NEO4J_URI alone, because they would wipe its data', async () => {
  const open = openTestServer({ NEO4J_URI: 'bolt://db.example.org', NEO4J_PASSWORD: 'x' }, quiet)
  await expect(open).rejects.toThrow(/wipe.*NEO4J_TEST_URI/)
})

test('NEO4J_TEST_URI falls back to the user and password of NEO4J_URI', async () => {
  const { stop, ...server } = await openTestServer(
    {
      NEO4J_TEST_URI: 'bolt://one.example.org',
      NEO4J_URI: 'bolt://two.example.org',
      NEO4J_USER: 'u',
      NEO4J_PASSWORD: 'p',
    },
    quiet,
  )
  expect(server).toEqual({ uri: 'bolt://one.example.org', user: 'u', password: 'p' })
  await stop()
})

test('NEO4J_TEST_URI without any password is refused with a message', async () => {
  await expect(openTestServer({ NEO4J_TEST_URI: 'bolt://one.example.org' }, quiet)).rejects.toThrow(
    'NEO4J_TEST_PASSWORD',
  )
})
