import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { Home } from '../../../server/launcher/home.ts'
import { type Neo4jOptions, Neo4jUnavailable, openNeo4j } from '../../../server/launcher/open-neo4j.ts'
import { fakeJava, temporaryFolder } from './fake-programs.ts'

let folder: string
let lines: string[]
beforeEach(() => {
  folder = temporaryFolder()
  lines = []
})

/** A machine with the programs of `folder` alone. */
const machine = (): Neo4jOptions => ({
  home: join(folder, 'home'),
  env: { PATH: join(folder, 'bin') },
  javaRoots: [],
  log: line => lines.push(line),
})

const messageOf = (options: Neo4jOptions): Promise<string> =>
  openNeo4j(options).then(
    () => 'opened',
    (thrown: unknown) => (thrown instanceof Neo4jUnavailable ? thrown.message : `not for printing: ${thrown}`),
  )

describe('no Neo4j available', () => {
  test('when no Neo4j is available, one message names all three ways and what each lacks', async () => {
    const message = await messageOf(machine())
    expect(message.split('\n')).toEqual([
      'No Neo4j to be had. One of these is needed:',
      '  1. A server of yours: NEO4J_URI is not set (nor NEO4J_USER, NEO4J_PASSWORD).',
      '  2. Docker with Compose: there is no docker on the PATH.',
      expect.stringMatching(
        /^ {2}3\. Java and Maven: found no Java; .*needs Java 17 to 21.*Maven \(mvn\) is needed too/,
      ),
    ])
  })

  test('a Java that is too old is named with its path, the versions needed and how to name another', async () => {
    const java = fakeJava(folder, '11.0.22')
    const message = await messageOf(machine())
    expect(message).toContain(`found Java 11 (${java})`)
    expect(message).toContain('Neo4j 5.26.30 needs Java 17 to 21')
    expect(message).toContain('JAVA_HOME')
  })

  test('a missing Maven is named, with its purpose', async () => {
    fakeJava(folder, '17.0.15')
    const message = await messageOf(machine())
    expect(message).toContain('3. Java and Maven: Maven (mvn) is not on the PATH; it fetches Neo4j 5.26.30. Install it')
  })

  test('a failed start leaves no partly fetched jars, no lock and no record', async () => {
    fakeJava(folder, '17.0.15')
    await messageOf(machine())
    expect(existsSync(join(folder, 'home/lib/5.26.30'))).toBe(false)
    expect(existsSync(join(folder, 'home/lock'))).toBe(false)
    expect(existsSync(join(folder, 'home/server.json'))).toBe(false)
  })

  test('a home whose data Docker made is not opened with an empty database by Java', async () => {
    fakeJava(folder, '17.0.15')
    const home = new Home(join(folder, 'home'))
    home.create()
    home.store = { how: 'docker', versions: { docker: '5.26.30' }, uri: 'bolt://127.0.0.1:7687' }
    const message = await messageOf(machine())
    expect(message).toContain('2. Docker with Compose: there is no docker on the PATH.')
    expect(message).toMatch(/3\. Java and Maven: not tried, the data in .* were made the other way/)
  })

  test('NEO4J_WAY leaves the other way untried, and the message says so', async () => {
    const options = machine()
    const message = await messageOf({ ...options, env: { ...options.env, NEO4J_WAY: 'docker' } })
    expect(message).toContain('3. Java and Maven: not tried, NEO4J_WAY names the other one.')
  })
})

describe('a server named by NEO4J_URI', () => {
  const given = { uri: 'neo4j+s://db.example.org', user: 'reader', password: 'secret' }

  test('a server named by NEO4J_URI is used without connecting to it, so that an app can start while it is down', async () => {
    const { stop, ...server } = await openNeo4j({ ...machine(), connection: given })
    expect(server).toEqual({ ...given, how: 'uri' })
    await stop()
    expect(existsSync(join(folder, 'home'))).toBe(false)
    expect(lines).toEqual([])
  })

  test.each([['http://localhost:7474'], ['localhost'], ['bolt://'], ['']])('NEO4J_URI "%s" is refused', async uri => {
    expect(await messageOf({ ...machine(), connection: { ...given, uri } })).toContain('NEO4J_URI names no Neo4j')
  })

  test('a password in NEO4J_URI is refused and not repeated', async () => {
    const message = await messageOf({ ...machine(), connection: { ...given, uri: 'bolt://neo4j:hunter22@host:7687' } })
    expect(message).toContain('NEO4J_PASSWORD')
    expect(message).not.toContain('hunter22')
  })
})

describe('invalid variables', () => {
  test('all invalid variables are named at once', async () => {
    const env = { NEO4J_WAY: 'podman', NEO4J_VERSION: '</version>', NEO4J_HEAP: 'much' }
    const message = await messageOf({ ...machine(), env })
    for (const name of Object.keys(env)) expect(message).toContain(name)
  })
})
