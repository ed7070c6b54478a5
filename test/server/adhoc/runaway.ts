import { z } from 'zod'
import type { Question, Questions } from '../../../server/db/cypher-files.ts'

/** A statement that Neo4j can neither finish nor stop: each `btrim` takes as many steps as the product of the two lengths. */
export const RUNAWAY = {
  query: 'RETURN size([i IN range(1, 10000) | size(btrim($s, $t))]) AS x',
  params: { s: 'a'.repeat(24_000), t: `${'bcdefghij'.repeat(2_600)}a` },
}

/** The questions, and this statement among them: a trusted text is not checked. */
export function runawayAsQuestion(questions: Questions): Questions {
  const [any] = questions.values()
  if (!any) throw new Error('there is no question')
  const params = z.object({ s: z.string(), t: z.string() })
  return new Map([...questions, ['runaway', { ...any, name: 'runaway', cypher: RUNAWAY.query, params } as Question]])
}
