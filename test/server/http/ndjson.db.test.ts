import { once } from 'node:events'
import { connect as dial } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest'
import { z } from 'zod'
import { HttpErrorBodySchema } from '../../../cypher/wire.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { countRunning, linesOf, questionOf, serveOne } from '../../setup/one-question.ts'
import { openProxy } from '../../setup/proxy.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
afterAll(() => driver.close())

const refusal = async (response: Response) => HttpErrorBodySchema.parse(await response.json()).error

describe('answers in progress', () => {
  test('an NDJSON answer ends with an error line when the database is lost midway', async () => {
    const { uri, user, password } = inject('neo4j')
    let armed = false
    // A request for more rows is short; the request that runs the query is long.
    const proxy = await openProxy(uri, { cut: sent => armed && sent.length < 64 })
    const through = connect({ uri: `bolt://127.0.0.1:${proxy.port}`, user, password })
    const { url, stop } = await serveOne(through, questionOf('five-thousand', 'UNWIND range(1, 5000) AS n RETURN n'))
    const ask = () => fetch(`${url}api/queries/five-thousand.ndjson`)
    try {
      expect((await linesOf(await ask())).at(-1)).toEqual({ type: 'summary', rows: 5000, truncated: false })
      armed = true
      const cut = await linesOf(await ask())
      expect(cut.length).toBeGreaterThan(1)
      expect(cut[0]).toMatchObject({ type: 'head' })
      expect(cut.at(-1)).toEqual({
        type: 'error',
        error: { code: 'database-unavailable', message: expect.stringContaining('Try again') },
      })
    } finally {
      await proxy.close()
      const lost = await ask()
      expect([lost.status, (await refusal(lost)).code]).toEqual([503, 'database-unavailable'])
      await stop()
      await through.close()
    }
  })

  test.each(['json', 'ndjson'])(
    'a query is cancelled in the database when the client waiting for its %s disconnects',
    async form => {
      const question = `// How long, as ${form}?`
      const cypher = `${question}\nUNWIND range(1, 3000000000) AS n WITH n WHERE n % 300000000 = 1 RETURN n`
      const { url, stop } = await serveOne(driver, questionOf('slow', cypher))
      const running = () => countRunning(driver, question)
      const caller = new AbortController()
      const asked = fetch(`${url}api/queries/slow.${form}`, { signal: caller.signal }).then(response => response.text())
      await vi.waitFor(async () => expect(await running()).toBe(1), 60_000)
      caller.abort()
      await expect(asked).rejects.toThrow()
      await vi.waitFor(async () => expect(await running()).toBe(0), 60_000)
      await stop()
    },
  )

  // Side by side, because they mostly wait.
  test.concurrent.each(['identity', 'gzip'])(
    'a client that stops reading a question’s rows, sent as %s, loses its query after ten seconds',
    async encoding => {
      const question = `// Which text, as ${encoding}?`
      const cypher = `${question}\nUNWIND range(1, 20000) AS i RETURN reduce(t = '', _ IN range(1, 60) | t + randomUUID()) AS n`
      const { url, stop } = await serveOne(driver, questionOf('long', cypher, { row: z.object({ n: z.string() }) }))
      const running = () => countRunning(driver, question)
      const socket = dial(Number(new URL(url).port), '127.0.0.1')
      socket.on('error', () => {})
      try {
        await once(socket, 'connect')
        socket.pause()
        socket.write(`GET /api/queries/long.ndjson HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: ${encoding}\r\n\r\n`)
        await vi.waitFor(async () => expect(await running()).toBe(1), 10_000)
        const from = performance.now()
        await vi.waitFor(async () => expect(await running()).toBe(0), { timeout: 19_000, interval: 100 })
        expect(performance.now() - from).toBeGreaterThan(5_000)
        expect(socket.destroyed).toBe(false)
        // What was sent can still be read, and then the connection closes without a last line.
        let text = ''
        socket.on('data', data => {
          text = `${text}${data}`.slice(-200)
        })
        socket.resume()
        await once(socket, 'close')
        expect(text).not.toContain('"summary"')
      } finally {
        socket.destroy()
        await stop()
      }
    },
  )

  test('a query that exceeds its memory limit returns 413 with advice', async () => {
    const hungry = 'UNWIND range(1, 50000000) AS i WITH collect(i) AS held RETURN size(held) AS n'
    const { url, stop } = await serveOne(driver, questionOf('hungry', hungry))
    const response = await fetch(`${url}api/queries/hungry`)
    expect([response.status, (await refusal(response)).code]).toEqual([413, 'too-large'])
    const error = { code: 'too-large', message: expect.stringContaining('Ask about one person or organisation') }
    expect((await linesOf(await fetch(`${url}api/queries/hungry.ndjson`))).at(-1)).toMatchObject({ error })
    await stop()
  })
})
