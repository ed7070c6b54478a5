import type { Driver } from './connect.ts'
import { currentVersion } from './dataset.ts'
import type { Question } from './files.ts'
import type { Answer } from './run.ts'

/** Answers about the whole graph that take long, by driver. One for each question and set of parameters. */
const kept = new WeakMap<Driver, Map<string, Answer>>()

/** Keeps an answer for as long as the data are what they were. */
export function keepAnswer(driver: Driver, question: Question, params: Record<string, unknown>, answer: Answer): void {
  if (answer.version === null) return
  const answers = kept.get(driver) ?? new Map<string, Answer>()
  kept.set(driver, answers)
  answers.set(keyOf(question, params), answer)
}

/** The answer that was kept, if the database still stands where it did: one short trip tells. */
export async function keptAnswer(
  driver: Driver,
  question: Question,
  params: Record<string, unknown>,
): Promise<Answer | undefined> {
  const key = keyOf(question, params)
  const answer = kept.get(driver)?.get(key)
  if (!answer) return undefined
  if (answer.version === (await currentVersion(driver))) return answer
  kept.get(driver)?.delete(key)
  return undefined
}

const keyOf = ({ name, cypher }: Question, params: Record<string, unknown>): string =>
  JSON.stringify([name, cypher, params])
