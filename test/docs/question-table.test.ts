import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { readQuestions } from '../../server/db/cypher-files.ts'
import { SHIPPED_QUESTIONS } from '../setup/shipped-questions.ts'
import { questionRows, rowsIn, withTable } from './question-table.ts'

const readme = await readFile('README.md', 'utf8')
const questions = await readQuestions()

// A question that is not in the README yet fails no test: `npm run docs` adds it.
test('every row of the table in the README is up to date; `npm run docs` writes it', () => {
  const now = questionRows(questions)
  const rows = rowsIn(readme)
  expect(rows.filter(row => !now.includes(row))).toEqual([])
  expect(rows).toEqual(now.filter(row => rows.includes(row)))
})

test('the README has a row for every question that the project ships', () => {
  const names = rowsIn(readme).map(row => row.split('`')[1])
  expect(SHIPPED_QUESTIONS.filter(name => !names.includes(name))).toEqual([])
})

test('withTable changes nothing but the table, and reports a README without its comments', () => {
  const one = new Map([...questions].slice(0, 1))
  const written = withTable(readme, one)
  expect(rowsIn(written)).toEqual(questionRows(one))
  expect(withTable(written, questions)).toBe(withTable(readme, questions))
  expect(() => withTable('no comments', one)).toThrow(/lacks a line for the table/)
})
