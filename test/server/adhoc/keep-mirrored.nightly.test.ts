import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { type AdhocRequest, AdhocRequestSchema } from '../../../cypher/adhoc.ts'
import { digest } from '../../../seeds/export/digest.ts'
import { loadSeeds } from '../../../seeds/load/shipped-seeds.ts'
import { isMirrored, mirror } from '../../../seeds/mirror/mirror-database.ts'
import { Adhoc } from '../../../server/adhoc/adhoc-service.ts'
import { keepMirrored } from '../../../server/adhoc/keep-mirrored.ts'
import { buildApp } from '../../../server/app.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { applySchema } from '../../../server/db/write.ts'
import { builtPages } from '../../../server/http/client-pages.ts'
import { type Copies, copiesOf } from '../../../server/launcher/copies.ts'
import { Home } from '../../../server/launcher/home.ts'
import { chooseJava, findJavas } from '../../../server/launcher/java.ts'
import { isAlive } from '../../../server/launcher/process-identity.ts'
import { DEFAULT_HOME, readEnv } from '../../../server/lib/env.ts'
import { listen } from '../../../server/main.ts'
import { wipe } from '../../setup/database.ts'
import { loadSmallWorld } from '../../worlds/small.ts'
import { temporaryFolder } from '../launcher/fake-programs.ts'
import { javaEnv } from '../launcher/running-app.ts'
import { RUNAWAY } from './runaway.ts'

const hasJava = await findJavas(process.env).then(
  found => Boolean(chooseJava(found)),
  () => false,
)

describe.skipIf(!hasJava)('ADHOC=isolated', () => {
  const folder = hasJava ? temporaryFolder() : ''
  const ended = new AbortController()
  const logged: Record<string, unknown>[] = []
  let driver: Driver
  let copies: Copies
  let adhoc: Adhoc
  let keeping: Promise<void>
  let app: { url: string; stop(): Promise<void> }

  beforeAll(async () => {
    driver = connect(inject('neo4j'))
    await wipe(driver)
    await applySchema(driver)
    await loadSeeds({ driver })
    const env = { ...javaEnv(), ADHOC: 'isolated', WHO_LEFT_WHERE_HOME: folder, NEO4J_JARS: join(DEFAULT_HOME, 'lib') }
    copies = copiesOf(readEnv(env), { env, log: () => {} })
    const questions = await readQuestions()
    const limits = { milliseconds: 5_000, graceMilliseconds: 1_000, overrunMilliseconds: 3_000 }
    const logger = pino({ level: 'info' }, { write: line => logged.push(JSON.parse(line)) })
    adhoc = new Adhoc(undefined, limits, { logger, mode: 'isolated', held: true })
    const mirroring = { mirror, isMirrored }
    const express = buildApp({ driver, questions, adhoc, logger: pino({ level: 'silent' }), pages: builtPages() })
    app = await listen(express, 0, '127.0.0.1')
    await expect(rows({ query: 'RETURN 1' })).rejects.toMatchObject({ status: 503 })
    keeping = keepMirrored({ driver, adhoc, copies, mirroring, logger, signal: ended.signal })
  })
  afterAll(async () => {
    ended.abort()
    await app?.stop()
    await keeping
    await adhoc?.close()
    await copies?.close()
    await driver?.close()
  })

  async function rows(request: Partial<AdhocRequest>): Promise<unknown[][]> {
    let text = ''
    for await (const piece of adhoc.run(AdhocRequestSchema.parse(request), ended.signal)) text += piece
    const lines = text.trimEnd().split('\n')
    return lines.map(line => JSON.parse(line)).flatMap(({ type, values }) => (type === 'row' ? [values] : []))
  }
  const PEOPLE = { query: 'MATCH (p:Person) RETURN count(p) AS people' }
  const refreshed = () => logged.filter(({ msg }) => msg === 'the copy for ad hoc Cypher is refreshed')
  const serverOf = (name: string) => new Home(join(folder, 'adhoc', name)).server
  const departures = () => fetch(`${app.url}api/queries/who-left?organisation=openai`)

  test('statements run on a copy with the digest of the database', async () => {
    await vi.waitFor(async () => expect((await rows(PEOPLE)).length).toBe(1), { timeout: 240_000, interval: 500 })
    const { people, sha256 } = await digest({ driver })
    expect(await rows(PEOPLE)).toEqual([[people]])
    expect(refreshed().map(line => line.sha256)).toEqual([sha256])
    const status = await (await fetch(`${app.url}api/cypher`)).json()
    expect(status).toMatchObject({ open: true, mode: 'isolated', held: true })
  }, 600_000)

  test('a statement that does not stop ends the Neo4j of the copy alone, and named questions stay current', async () => {
    const before = serverOf('a')?.process
    if (!before) throw new Error('no copy is recorded')
    const warnings: (string | null)[] = []
    let asks = true
    const asking = (async () => {
      while (asks) warnings.push((await departures()).headers.get('warning'))
    })()
    expect(await rows(RUNAWAY)).toEqual([])
    await vi.waitFor(() => expect(isAlive(before)).toBe(false), { timeout: 60_000, interval: 20 })
    await vi.waitFor(async () => expect((await rows(PEOPLE)).length).toBe(1), { timeout: 240_000, interval: 500 })
    asks = false
    await asking
    expect(warnings.length).toBeGreaterThan(20)
    expect(new Set(warnings)).toEqual(new Set([null]))
  }, 600_000)

  test('after a load, statements run on a new copy with its data, and never on an incomplete one', async () => {
    const [[before] = []] = await rows(PEOPLE)
    await loadSmallWorld(driver)
    const { people, sha256 } = await digest({ driver })
    const counts = new Set<unknown>()
    await vi.waitFor(
      async () => {
        const [[count] = []] = await rows(PEOPLE)
        counts.add(count)
        expect(count).toBe(people)
      },
      { timeout: 400_000, interval: 300 },
    )
    expect([...counts]).toEqual([before, people])
    expect(refreshed().at(-1)).toMatchObject({ sha256 })
    await vi.waitFor(() => expect([serverOf('a'), existsSync(join(folder, 'adhoc/b'))]).toEqual([undefined, true]), {
      timeout: 60_000,
    })
  }, 600_000)
})
