import { describe, expect, test } from 'vitest'
import { fieldsOf, groupOf, QUESTION_GROUPS } from '../../../client/api/param-fields.ts'
import { questions } from '../../../client/api/question-names.ts'

const fieldOf = (query: string, name: string) => {
  const question = questions.get(query)
  return question && fieldsOf(question).find(field => field.name === name)
}

describe('fields of a form', () => {
  test('a field has the kind, the words and the default of its parameter', () => {
    expect(fieldOf('who-left', 'organisation')).toMatchObject({ kind: 'entity', required: true })
    expect(fieldOf('flows', 'organisation')).toMatchObject({ kind: 'entity', required: false })
    expect(fieldOf('colleagues-of-all', 'people')).toMatchObject({ kind: 'entities', required: true })
    expect(fieldOf('retention', 'cohort')).toMatchObject({
      kind: 'choice',
      options: ['year', 'half-year'],
      usual: 'year',
    })
    expect(fieldOf('retention', 'limit')).toMatchObject({ kind: 'number', required: false, usual: '1000' })
    expect(fieldOf('who-left', 'from')).toMatchObject({ kind: 'text', required: false, usual: '' })
  })

  test('the required fields of every question are among those of its example', () => {
    for (const question of questions.values()) {
      const required = fieldsOf(question).flatMap(field => (field.required ? field.name : []))
      expect(Object.keys(question.example), question.name).toEqual(expect.arrayContaining(required))
    }
  })

  test('questions are grouped by what they need, and every group has some', () => {
    expect(questions.get('career') && groupOf(questions.get('career') as never)).toBe('person')
    expect(questions.get('worked-together') && groupOf(questions.get('worked-together') as never)).toBe('several')
    expect(questions.get('sources') && groupOf(questions.get('sources') as never)).toBe('all')
    const groups = new Set([...questions.values()].map(groupOf))
    expect([...groups].toSorted()).toEqual([...QUESTION_GROUPS].toSorted())
  })
})
