import { readdir } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { readQuestions } from '../../../server/db/cypher-files.ts'
import { SHIPPED_QUESTIONS } from '../../setup/shipped-questions.ts'

const names = (await readdir('cypher/read')).filter(name => name.endsWith('.ts')).map(name => name.slice(0, -3))
const questions = await readQuestions()

describe.each(names)('the files of the query %s', name => {
  test(`the query ${name} has the name of its files, and its Cypher begins with its question`, () => {
    const question = questions.get(name)
    expect(question?.name).toBe(name)
    expect(question?.cypher.split('\n')[0]).toBe(`// ${question?.question}`)
  })

  test(`the query ${name} has an example that its parameters accept`, () => {
    const question = questions.get(name)
    expect(question?.params.safeParse(question.example).error?.issues ?? []).toEqual([])
    expect(Object.keys(question?.entities ?? {}).filter(param => !(param in (question?.params.shape ?? {})))).toEqual(
      [],
    )
  })
})

test('every question that the project ships is in cypher/read/', () => {
  expect(SHIPPED_QUESTIONS.filter(name => !names.includes(name))).toEqual([])
})
