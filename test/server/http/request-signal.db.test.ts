import { pino } from 'pino'
import { expect, inject, test } from 'vitest'
import { buildApp } from '../../../server/app.ts'
import { connect } from '../../../server/db/connect.ts'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { listen } from '../../../server/main.ts'
import { openProxy } from '../../setup/proxy.ts'

test('while the database hangs, every format of a question and its page end with 504, the server is not ready, and the lists of questions are answered', async () => {
  const neo4j = inject('neo4j')
  let hangs = false
  const proxy = await openProxy(neo4j.uri, { mute: () => hangs })
  const driver = connect({ ...neo4j, uri: `bolt://127.0.0.1:${proxy.port}` })
  const app = buildApp({
    driver,
    questions: await readQuestions(),
    logger: pino({ level: 'silent' }),
    pages: (_request, _response, next) => next(),
    // Fewer run at a time while the machine is busy.
    questionLimits: { concurrent: 16, waiting: 0, milliseconds: 3_000 },
    checkRows: true,
  })
  const server = await listen(app, 0, '127.0.0.1')
  const ask = (path: string) => fetch(`${server.url}${path}`)
  try {
    // Planning it may take longer than it may.
    await expect.poll(async () => (await ask('api/queries/sources')).status).toBe(200)
    hangs = true
    const paths = ['json', 'csv', 'ndjson'].map(format => `api/queries/sources.${format}?limit=7`)
    const answering = Promise.all([...paths, 'q/sources?limit=7'].map(ask))
    const others = await Promise.all(['readyz', 'healthz', 'api/queries', 'q'].map(ask))
    expect(others.map(({ status }) => status)).toEqual([503, 200, 200, 200])
    const responses = await answering
    expect(responses.map(({ status }) => status)).toEqual([504, 504, 504, 504])
    expect(await responses[2]?.json()).toMatchObject({ error: { code: 'too-slow' } })
    expect(await responses[3]?.text()).toContain('took too long')
  } finally {
    await server.stop()
    await proxy.close()
    await driver.close()
  }
})
