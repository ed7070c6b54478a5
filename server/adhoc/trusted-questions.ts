import type { z } from 'zod'
import type { AdhocRequest } from '../../cypher/adhoc.ts'
import type { Question, Questions } from '../db/cypher-files.ts'

/**
 * Returns a function that recognises a named question: word for word, and with parameters that the question accepts. Its
 * text needs no check, because it can also be asked at its own URL. Plan and limits apply as to any statement.
 */
export function trustedQuestions(questions: Questions): (request: Pick<AdhocRequest, 'query' | 'params'>) => boolean {
  const byText = new Map([...questions.values()].map(question => [normalised(question.cypher), question]))
  return ({ query, params }) => {
    const question = byText.get(normalised(query))
    return question !== undefined && accepts(question, params)
  }
}

/** Editors may change line endings and the last line. */
const normalised = (text: string) => text.replaceAll('\r\n', '\n').trim()

const accepts = ({ params: { shape } }: Question, params: Record<string, unknown>): boolean =>
  Object.entries(params).every(([name, value]) => {
    const schema = Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined
    if (!schema) return false
    return (
      value === null ||
      isWindow(value) ||
      isChoice(value, schema) ||
      isList(value, schema) ||
      schema.safeParse(value).success
    )
  })

/** The first and last day of a vague date, which the console shows in its place. */
const isWindow = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(value).every(
    ([name, day]) => /^(earliest|latest)$/.test(name) && (day === null || /^\d{4}-\d\d-\d\d$/.test(String(day))),
  )

/** A list of words, which a question reads from text with commas. */
const isChoice = (value: unknown, schema: z.ZodType): boolean =>
  Array.isArray(value) &&
  value.length <= MAX_CHOICES &&
  value.every(word => /^\w{1,40}$/.test(String(word))) &&
  Array.isArray(schema.safeParse(undefined).data)
const MAX_CHOICES = 10

/** A list that equals what the question makes of its text with commas. */
const isList = (value: unknown, schema: z.ZodType): boolean =>
  Array.isArray(value) &&
  value.every(one => typeof one === 'string') &&
  JSON.stringify(schema.safeParse(value.join(',')).data) === JSON.stringify(value)
