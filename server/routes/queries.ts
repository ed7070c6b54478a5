import { Router } from 'express'
import { distance } from 'fastest-levenshtein'
import { z } from 'zod'
import type { CatalogueEntry, Reply } from '../../cypher/wire.ts'
import type { Driver } from '../db/connect.ts'
import type { Question, Questions } from '../db/files.ts'
import { ask } from '../db/run.ts'
import { HttpError } from '../errors.ts'
import { toCsv } from './csv.ts'
import { readParams } from './params.ts'

/** `GET /api/queries`, `GET /api/queries/<name>` and the same with `.json` or `.csv`, or by Accept. */
export function queries(driver: Driver, questions: Questions): Router {
  const router = Router()
  const catalogue = [...questions.values()].map(entry)

  router.get('/', (_request, response) => {
    response.json({ queries: catalogue })
  })

  router.get('/:name', async (request, response) => {
    const { name, suffix } = splitName(request.params.name)
    const question = questions.get(name) ?? unknownQuestion(name, [...questions.keys()])
    const form = suffix ?? request.accepts(['json', 'csv'])
    if (!form) throw new HttpError(406, 'not-acceptable', 'Answers come as application/json or text/csv.')
    const params = readParams(question, request.query)
    const { columns, rows, ...answer } = await ask(driver, question, params)
    if (form === 'csv') {
      response.type('text/csv').attachment(`${name}.csv`)
      if (answer.truncated) response.set('X-Truncated', `${rows.length} of ${answer.total}`)
      response.send(toCsv(question.row, rows))
    } else {
      response.vary('Accept').json({ query: name, cypher: question.cypher, columns, ...answer, rows } satisfies Reply)
    }
  })

  return router
}

const entry = ({ name, title, question, params, row, cypher, example }: Question): CatalogueEntry => ({
  name,
  title,
  question,
  params: z.toJSONSchema(params, { io: 'input' }),
  row: z.toJSONSchema(row, { io: 'input' }),
  cypher,
  example,
})

function splitName(text: string): { name: string; suffix?: 'json' | 'csv' } {
  const match = /^(.+)\.(json|csv)$/.exec(text)
  return match ? { name: match[1] ?? '', suffix: match[2] as 'json' | 'csv' } : { name: text }
}

function unknownQuestion(name: string, known: string[]): never {
  const shown = name.slice(0, 80)
  const near = known.toSorted((a, b) => distance(a, shown) - distance(b, shown)).slice(0, 3)
  const message = `There is no question "${shown}". Near names: ${near.join(', ')}. All of them: /api/queries`
  throw new HttpError(404, 'unknown-question', message, { near })
}
