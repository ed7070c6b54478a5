import type { RequestHandler } from 'express'
import { pino } from 'pino'
import { z } from 'zod'
import { defineQuery } from '../../cypher/query.ts'
import type { Line } from '../../cypher/wire.ts'
import { buildApp } from '../../server/app.ts'
import type { Driver } from '../../server/db/connect.ts'
import type { Question } from '../../server/db/cypher-files.ts'
import { listen } from '../../server/main.ts'

/** A question, by default about a number, for behaviour that no built-in question has. */
export const questionOf = (
  name: string,
  cypher: string,
  { params = z.object({}), row = z.object({ n: z.number() }) }: { params?: z.ZodObject; row?: z.ZodObject } = {},
): Question => ({
  ...defineQuery({ name, title: name, question: 'Which number?', params, row, example: {}, counted: false }),
  cypher,
})

/** A server with this question alone. */
export function serveOne(
  driver: Driver,
  question: Question,
  { answersMB, checkRows = true }: { answersMB?: number; checkRows?: boolean } = {},
) {
  const questions = new Map([[question.name, question]])
  const pages: RequestHandler = (_request, _response, next) => next()
  const logger = pino({ level: 'silent' })
  return listen(buildApp({ driver, questions, logger, pages, answersMB, checkRows }), 0, '127.0.0.1')
}

/** The lines of an answer to a question in NDJSON. */
export const linesOf = async (response: Response): Promise<Line[]> =>
  (await response.text())
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))

export const rowsOf = (lines: Line[]) => lines.flatMap(line => (line.type === 'row' ? [line.row] : []))

/** How many transactions run whose statement begins so. */
export async function countRunning(driver: Driver, beginning: string): Promise<number> {
  const { records } = await driver.executeQuery('SHOW TRANSACTIONS YIELD currentQuery, status')
  return records.filter(row => String(row.get('currentQuery')).startsWith(beginning)).length
}
