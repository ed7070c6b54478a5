import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connect } from '../../../server/db/connect.ts'
import { serve, startApp, type TestApp } from '../../setup/app.ts'
import { openProxy, type TestProxy } from '../../setup/proxy.ts'
import { digestsOf, requestSteadily, statuses, wrongIn } from '../../setup/steady-requests.ts'
import { ASKED, WITHIN_MS } from './asked.ts'
import { openSlowConnections, sendMalformed } from './malformed.ts'

/** The nightly tests of this folder, in small. */
describe('an app with faults around it', () => {
  let behind: TestProxy
  let app: TestApp
  let digests: Map<string, string>
  beforeAll(async () => {
    const undisturbed = await startApp()
    digests = await digestsOf(undisturbed.url, ASKED)
    await undisturbed.stop()
    const neo4j = inject('neo4j')
    behind = await openProxy(neo4j.uri)
    app = await serve(connect({ ...neo4j, uri: `bolt://127.0.0.1:${behind.port}` }))
  })
  afterAll(async () => {
    await app?.stop()
    await behind?.close()
  })

  test('answers are whole, or errors, while what the database sends comes byte by byte and is cut off', async () => {
    behind.faults = { slice: 1 }
    const { stop } = requestSteadily(app.url, ASKED, 20)
    for (let time = 0; time < 8; time++) {
      await sleep(250)
      behind.reset()
    }
    behind.faults = {}
    await sleep(500)
    const received = await stop()
    expect(wrongIn(received, { digests, within: WITHIN_MS })).toEqual([])
    expect(statuses(received)[200]).toBeGreaterThan(0)
    expect(await digestsOf(app.url, ASKED)).toEqual(digests)
  })

  test('malformed requests get 4xx or a closed connection, and ordinary ones are answered beside them and slow connections', async () => {
    const slow = await openSlowConnections(app.url, 50, 100)
    const { stop } = requestSteadily(app.url, ASKED, 10)
    const got = await sendMalformed(app.url, 150)
    const received = await stop()
    await slow.close()
    expect(got.filter(status => status !== 0 && (status < 400 || status > 499))).toEqual([])
    expect(got.filter(status => status >= 400).length).toBeGreaterThan(75)
    expect(wrongIn(received, { digests, within: WITHIN_MS })).toEqual([])
    expect(statuses(received)).toEqual({ 200: received.length })
  })
})
