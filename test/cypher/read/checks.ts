import { expect } from 'vitest'
import type { Driver } from '../../../server/db/connect.ts'
import type { Question } from '../../../server/db/cypher-files.ts'
import { toWire } from '../../../server/db/values.ts'
import { ask } from '../../../server/questions/ask.ts'

/** The requirements of the registry for every question, with the sample in the database. */

export async function checkExample(driver: Driver, question: Question): Promise<void> {
  const answer = await ask(driver, question, question.params.parse(question.example), { checkRows: true })
  expect(answer.rows.length).toBeGreaterThan(0)
  expect(answer.total === undefined).toBe(!question.counted)
}

export async function checkPlan(driver: Driver, question: Question): Promise<void> {
  const params = { ...question.params.parse(question.example), text: 'x*' }
  const { summary } = await driver.executeQuery(`EXPLAIN CYPHER replan=force ${question.cypher}`, params)
  expect(summary.queryType).toBe('r')
  const operators = JSON.stringify(toWire(summary.plan))
  expect(operators).not.toContain('AllNodesScan')
  if (question.name !== 'overview') expect(operators).not.toContain('NodeByLabelScan')
}
