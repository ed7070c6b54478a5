import { rmSync } from 'node:fs'
import { join } from 'node:path'
import neo4j from 'neo4j-driver'
import { afterAll, describe, expect, test, vi } from 'vitest'
import { compose, projectOf } from '../../../server/launcher/docker-provider.ts'
import { Home } from '../../../server/launcher/home.ts'
import { openNeo4j } from '../../../server/launcher/open-neo4j.ts'
import { run } from '../../../server/launcher/run-program.ts'
import { IMAGE } from '../../../server/launcher/settings.ts'
import { temporaryFolder } from './fake-programs.ts'
import { javaEnv, runApp } from './running-app.ts'

const env = { ...javaEnv(), NEO4J_WAY: 'docker' }
const succeeds = async (...args: string[]) => (await run('docker', args, { env, limit: 10_000 })).code === 0
const hasDocker = (await succeeds('compose', 'version')) && (await succeeds('image', 'inspect', IMAGE))

describe.skipIf(!hasDocker)('Neo4j by Docker', () => {
  const folder = hasDocker ? temporaryFolder() : ''
  const home = new Home(join(folder, 'home'))
  const open = () => openNeo4j({ home: home.path, env, log: () => {} })

  afterAll(async () => {
    await compose({ home, env, launch: {} }, ['down', '--volumes'])
  })

  async function ask(uri: string, statement: string): Promise<unknown[]> {
    const driver = neo4j.driver(uri, neo4j.auth.basic('neo4j', home.password ?? ''))
    try {
      return (await driver.executeQuery(statement)).records.map(row => row.get(0))
    } finally {
      await driver.close()
    }
  }

  const running = async () => {
    const filter = `label=com.docker.compose.project=${projectOf(home)}`
    return (await run('docker', ['ps', '--quiet', '--filter', filter], { env })).output.trim() !== ''
  }

  test('a second process attaches to the container, the last to stop ends it, and the data are there the next time', async () => {
    const server = await open()
    expect(server).toMatchObject({ how: 'docker', uri: expect.stringMatching(/^bolt:\/\/127\.0\.0\.1:\d+$/) })
    await ask(server.uri, "CREATE (:Person {name: 'Mina Okafor'})")
    const second = runApp(home.path, { env })
    expect(await second.opened).toEqual({ uri: server.uri, how: 'docker' })
    await server.stop()
    expect(await running()).toBe(true)
    expect(await second.stop()).toBe(0)
    expect(await running()).toBe(false)

    const again = await open()
    expect(await ask(again.uri, 'MATCH (p:Person) RETURN p.name')).toEqual(['Mina Okafor'])
    await again.stop()
  })

  test('Ctrl-C of the app stops the container', async () => {
    const app = runApp(home.path, { env })
    await app.opened
    app.signalGroup('SIGINT')
    expect(await app.ended).toBe('SIGINT')
    expect(await running()).toBe(false)
  })

  test('the kill switch restarts the container, which answers again at the same address with its data', async () => {
    const server = await openNeo4j({ home: home.path, env, log: () => {}, supervise: true })
    const container = (await compose({ home, env, launch: {} }, ['ps', '--quiet', 'neo4j'])).output.trim()
    const startedAt = async () =>
      (await run('docker', ['inspect', '--format', '{{.State.StartedAt}}', container], { env })).output
    const before = await startedAt()
    await server.killSwitch?.()()
    await vi.waitFor(
      async () => expect(await ask(server.uri, 'MATCH (p:Person) RETURN p.name')).toEqual(['Mina Okafor']),
      {
        timeout: 120_000,
        interval: 500,
      },
    )
    expect(await startedAt()).not.toBe(before)
    await server.stop()
    expect(await running()).toBe(false)
  })

  test('a volume created with another password is not opened, and the message gives a remedy', async () => {
    rmSync(home.path, { recursive: true })
    await expect(open()).rejects.toThrow(/another password.*down --volumes/)
    expect(await running()).toBe(false)
  })
})
