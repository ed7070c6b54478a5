import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Questions, readQuestions } from '../../../server/db/cypher-files.ts'
import { toWire } from '../../../server/db/values.ts'
import { ask } from '../../../server/questions/ask.ts'
import { startApp, type TestApp } from '../../setup/app.ts'

const names = (await readdir('cypher/read')).filter(name => name.endsWith('.ts')).map(name => name.slice(0, -3))
let app: TestApp
let questions: Questions

beforeAll(async () => {
  app = await startApp()
  questions = await readQuestions()
})
afterAll(() => app.stop())

/** The schema without any unknown member, at any depth. */
const strict = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodObject)
    return z.strictObject(
      Object.fromEntries(Object.entries(schema.shape).map(([key, value]) => [key, strict(value as z.ZodType)])),
    )
  if (schema instanceof z.ZodArray) return z.array(strict(schema.element as z.ZodType))
  if (schema instanceof z.ZodNullable) return strict(schema.unwrap() as z.ZodType).nullable()
  return schema
}

describe.each(names)('the query %s', name => {
  const question = () => {
    const found = questions.get(name)
    if (!found) throw new Error(`${name} is not in the registry`)
    return found
  }

  test(`the query ${name} has the name of its files, and its Cypher begins with its question`, () => {
    expect(question().name).toBe(name)
    expect(question().cypher.split('\n')[0]).toBe(`// ${question().question}`)
  })

  test(`the query ${name} answers its example on the sample data with rows that match its schema`, async () => {
    const answer = await ask(app.driver, question(), question().params.parse(question().example))
    expect(answer.rows.length).toBeGreaterThan(0)
    expect(() => z.array(strict(question().row)).parse(answer.rows)).not.toThrow()
    expect(answer.total === undefined).toBe(!question().counted)
  })

  test(`the query ${name} is planned as a read that never scans all nodes`, async () => {
    const params = { ...question().params.parse(question().example), text: 'x*' }
    const { summary } = await app.driver.executeQuery(`EXPLAIN CYPHER replan=force ${question().cypher}`, params)
    expect(summary.queryType).toBe('r')
    const operators = JSON.stringify(toWire(summary.plan))
    expect(operators).not.toContain('AllNodesScan')
    if (name !== 'overview') expect(operators).not.toContain('NodeByLabelScan')
  })
})
