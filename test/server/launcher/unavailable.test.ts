import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { Home } from '../../../server/launcher/home.ts'
import { type Neo4jOptions, Neo4jUnavailable, openNeo4j } from '../../../server/launcher/open-neo4j.ts'
import { EnvError } from '../../../server/lib/env.ts'
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
      'No Neo4j is available. Provide one of these:',
      '  1. An existing server: set NEO4J_URI, NEO4J_USER and NEO4J_PASSWORD.',
      '  2. Docker with Compose: docker is not on the PATH.',
      expect.stringMatching(
        /^ {2}3\. Java and Maven: found no Java; .*requires Java 17 to 21.*Maven \(mvn\) is also required/,
      ),
    ])
  })

  test('a Java that is too old is named with its path, the versions needed and how to name another', async () => {
    const java = fakeJava(folder, '11.0.22')
    const message = await messageOf(machine())
    expect(message).toContain(`found Java 11 (${java})`)
    expect(message).toContain('Neo4j 5.26.30 requires Java 17 to 21')
    expect(message).toContain('JAVA_HOME')
  })

  test('a missing Maven is named, with its purpose', async () => {
    fakeJava(folder, '17.0.15')
    const message = await messageOf(machine())
    expect(message).toContain(
      '3. Java and Maven: Maven (mvn) is not on the PATH, and Neo4j 5.26.30 has to be downloaded with it. Install Maven',
    )
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
    expect(message).toContain('2. Docker with Compose: docker is not on the PATH.')
    expect(message).toMatch(/3\. Java and Maven: not tried, because the data in .* belong to docker/)
  })

  test('with NEO4J_WAY, the other provider is not tried, and the message says so', async () => {
    const options = machine()
    const message = await messageOf({ ...options, env: { ...options.env, NEO4J_WAY: 'docker' } })
    expect(message).toContain('3. Java and Maven: not tried, because NEO4J_WAY is docker.')
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
})

test('a start with invalid environment variables rejects with an EnvError', async () => {
  const options = machine()
  await expect(openNeo4j({ ...options, env: { ...options.env, NEO4J_WAY: 'podman' } })).rejects.toThrow(EnvError)
})
