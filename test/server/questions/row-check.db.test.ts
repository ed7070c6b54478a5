import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { z } from 'zod'
import { HttpErrorBodySchema, type Reply } from '../../../cypher/wire.ts'
import { readBookmark } from '../../../server/db/bookmark.ts'
import { connect, type Driver } from '../../../server/db/connect.ts'
import { ask } from '../../../server/questions/ask.ts'
import { storePrecomputed } from '../../../server/questions/precomputed-answers.ts'
import { linesOf, questionOf, rowsOf, serveOne } from '../../setup/one-question.ts'

let driver: Driver
beforeAll(() => {
  driver = connect(inject('neo4j'))
})
afterAll(() => driver.close())

const refusal = async (response: Response) => HttpErrorBodySchema.parse(await response.json()).error

describe('a row that does not match the definition of its question', () => {
  const row = z.object({ n: z.int(), who: z.object({ id: z.string() }).nullable() })
  const UNDECLARED = '2, {id: "a", age: 7}'
  const WRONG: [string, string, string][] = [
    ['a wrong type', '1.5, {id: "a"}', 'at n: Invalid input: expected int, received number'],
    ['a missing member', '2, {}', 'at who.id: Invalid input: expected string, received undefined'],
    ['an undeclared member', UNDECLARED, 'at who: Unrecognized key: "age"'],
  ]
  const returning = (values: string) =>
    questionOf('odd', `// Which number?\nUNWIND [[1, {id: "a"}], [${values}]] AS v RETURN v[0] AS n, v[1] AS who`, {
      row,
    })

  test.each(WRONG)(
    'a row with %s is an internal error, and the message names the question, the row and the path',
    async (_what, values, place) => {
      const { url, stop } = await serveOne(driver, returning(values))
      const said = `Row 2 of odd does not match its definition ${place}. Request ID: `
      const error = { code: 'internal-error', message: expect.stringContaining(said) }
      for (const path of ['odd', 'odd.csv', 'odd']) {
        const response = await fetch(`${url}api/queries/${path}`)
        expect([path, response.status, await refusal(response)]).toEqual([path, 500, error])
      }
      const page = await fetch(`${url}q/odd`)
      expect([page.status, await page.text()]).toEqual([500, expect.stringContaining('Row 2 of odd')])
      const streamed = await linesOf(await fetch(`${url}api/queries/odd.ndjson`))
      expect(rowsOf(streamed)).toEqual([{ n: 1, who: { id: 'a' } }])
      expect(streamed.at(-1)).toEqual({ type: 'error', error })
      await stop()
    },
  )

  test('a first row that does not match gives a streamed answer the status 500', async () => {
    const cypher = '// Which number?\nRETURN 0.5 AS n, null AS who'
    const { url, stop } = await serveOne(driver, questionOf('odd', cypher, { row }))
    const response = await fetch(`${url}api/queries/odd.ndjson`)
    expect([response.status, (await refusal(response)).message]).toEqual([500, expect.stringContaining('Row 1 of odd')])
    await stop()
  })

  test('a precomputed answer is compared with the definition too', async () => {
    const question = returning(UNDECLARED)
    const answer = await ask(driver, question, {})
    storePrecomputed(driver, question, {}, { ...answer, bookmark: await readBookmark(driver) })
    const { url, stop } = await serveOne(driver, question)
    expect((await fetch(`${url}api/queries/odd`)).status).toBe(500)
    await stop()
  })

  test('a server in production sends rows as the database has them', async () => {
    const { url, stop } = await serveOne(driver, returning(UNDECLARED), { checkRows: false })
    const { rows } = (await (await fetch(`${url}api/queries/odd`)).json()) as Reply
    expect(rows[1]).toEqual({ n: 2, who: { id: 'a', age: 7 } })
    await stop()
  })
})
