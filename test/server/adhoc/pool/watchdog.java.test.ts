import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { loadSeeds } from '../../../../seeds/load/shipped-seeds.ts'
import { Adhoc } from '../../../../server/adhoc/adhoc-service.ts'
import { buildApp } from '../../../../server/app.ts'
import { connect, type Driver } from '../../../../server/db/connect.ts'
import { readQuestions } from '../../../../server/db/cypher-files.ts'
import { applySchema } from '../../../../server/db/write.ts'
import { builtPages } from '../../../../server/http/client-pages.ts'
import { countOverrun } from '../../../../server/http/metrics.ts'
import { Home } from '../../../../server/launcher/home.ts'
import { chooseJava, findJavas } from '../../../../server/launcher/java.ts'
import { type Neo4jServer, openNeo4j } from '../../../../server/launcher/open-neo4j.ts'
import { isAlive } from '../../../../server/launcher/process-identity.ts'
import { listen } from '../../../../server/main.ts'
import { temporaryFolder } from '../../launcher/fake-programs.ts'
import { javaEnv } from '../../launcher/running-app.ts'
import { RUNAWAY } from '../runaway.ts'

const hasJava = await findJavas(process.env).then(
  found => Boolean(chooseJava(found)),
  () => false,
)

describe.skipIf(!hasJava)('a statement that does not stop', () => {
  const home = new Home(join(hasJava ? temporaryFolder() : '', 'home'))
  const logged: Record<string, unknown>[] = []
  let neo4j: Neo4jServer
  let driver: Driver
  let adhoc: Adhoc
  let app: { url: string; stop(): Promise<void> }

  beforeAll(async () => {
    neo4j = await openNeo4j({ home: home.path, env: javaEnv(), supervise: true, log: () => {} })
    driver = connect(neo4j)
    await applySchema(driver)
    await loadSeeds({ driver })
    const questions = await readQuestions()
    const limits = { milliseconds: 3_000, graceMilliseconds: 1_000, overrunMilliseconds: 5_000, perMinute: 10_000 }
    const logger = pino({ level: 'info' }, { write: line => logged.push(JSON.parse(line)) })
    adhoc = new Adhoc(neo4j, limits, { logger, onOverrun: countOverrun })
    const express = buildApp({ driver, questions, adhoc, logger: pino({ level: 'silent' }), pages: builtPages() })
    app = await listen(express, 0, '127.0.0.1')
  })
  afterAll(async () => {
    await app?.stop()
    await adhoc?.close()
    await driver?.close()
    await neo4j?.stop()
    const left = home.server?.process
    if (left && isAlive(left)) process.kill(left.pid, 'SIGKILL')
  })

  const get = (path: string, headers: Record<string, string> = {}) => fetch(app.url + path, { headers })

  /** Sends a statement from an address of the loopback network. */
  async function post(body: object, localAddress = '127.0.0.1') {
    const sent = httpRequest(`${app.url}api/cypher`, {
      ...{ method: 'POST', localAddress, headers: { 'content-type': 'application/json' } },
    })
    sent.end(JSON.stringify(body))
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    return { status: response.statusCode, headers: response.headers, text: await text(response) }
  }

  const KNOWN = 'api/queries/who-left?organisation=openai'
  const one = { query: 'RETURN 1 AS one' }

  test('a statement that does not stop ends its Neo4j, whose cached answers are sent as stale until it is back, and its sender waits', async () => {
    const before = await get(KNOWN)
    const [body, etag] = [await before.text(), before.headers.get('etag') ?? '']
    expect([before.status, before.headers.get('warning'), before.headers.get('age')]).toEqual([200, null, null])
    // Afterwards the process and the plan are ready, so that the time of the statement is its own.
    const quick = { ...RUNAWAY, params: { s: 'a', t: 'b' } }
    await vi.waitFor(async () => expect((await post(quick)).status).toBe(200), { timeout: 60_000 })
    const ended = home.server?.process
    if (!ended) throw new Error('no server is recorded')

    const runaway = await post(RUNAWAY)
    expect([runaway.status, runaway.text]).toEqual([200, expect.stringContaining('"limit":"time"')])
    await vi.waitFor(() => expect(isAlive(ended)).toBe(false), { timeout: 60_000, interval: 20 })

    const stale = await get(KNOWN)
    expect([stale.status, stale.headers.get('warning')]).toEqual([200, '110 - "Response is Stale"'])
    expect(Number(stale.headers.get('age'))).toBeGreaterThanOrEqual(2)
    expect([stale.headers.get('etag'), await stale.text()]).toEqual([etag, body])
    const unchanged = await get(KNOWN, { 'if-none-match': etag })
    expect([unchanged.status, unchanged.headers.get('warning')]).toEqual([304, '110 - "Response is Stale"'])
    expect((await get('api/queries')).status).toBe(200)
    const unknown = await get('api/queries/career?person=ilya-sutskever')
    expect([unknown.status, unknown.headers.get('warning')]).toEqual([503, null])
    const restarting = await post(one, '127.0.0.2')
    expect([restarting.status, restarting.headers['retry-after'], restarting.text]).toEqual([
      ...[503, '5', expect.stringContaining('restarting')],
    ])

    const waits = await post(one)
    expect([waits.status, waits.text]).toEqual([429, expect.stringContaining('sender-must-wait')])
    expect(Number(waits.headers['retry-after'])).toBeGreaterThan(30)
    await vi.waitFor(async () => expect((await post(one, '127.0.0.2')).status).toBe(200), {
      timeout: 60_000,
      interval: 100,
    })
    const after = await get(KNOWN)
    expect([after.status, after.headers.get('warning'), after.headers.get('etag')]).toEqual([200, null, etag])
    expect((await post(one)).status).toBe(429)

    const line = logged.find(({ statement }) => statement === RUNAWAY.query)
    expect(line).toMatchObject({
      level: 40,
      ended: true,
      sender: '127.0.0.1',
      req: { id: expect.any(String) },
      id: expect.stringMatching(/^[\w-]{36}$/),
    })
    expect(Number(line?.milliseconds)).toBeGreaterThan(7_900)
    expect(logged.at(-1)).toMatchObject({ id: line?.id, msg: 'Neo4j answers again' })
    expect(await (await get('metrics')).text()).toContain('adhoc_overruns_total{ended="true"} 1')
  })
})
