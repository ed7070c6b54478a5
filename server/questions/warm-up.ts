import { readAll } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { type Question, type Questions, readCypher } from '../db/cypher-files.ts'
import { followBookmark } from '../db/follow-bookmark.ts'
import { toCypher } from '../db/values.ts'
import { ask } from './ask.ts'
import type { NetworkReader } from './network-reader.ts'
import { storePrecomputed } from './precomputed-answers.ts'

/** Every page needs these, so they are warmed up first. */
const FIRST = ['overview', 'who-left', 'where-they-went', 'career', 'around', 'search', 'claims']
const WINDOW = { from: '2000', to: '2020' }

/** Time limit of a warm-up query. Neo4j keeps the plan even if the query is cancelled. */
const MAX_WARM_MS = 2_000

/**
 * Makes Neo4j plan every question before users ask it: planning takes 20 to 300 ms, an answer about one person a few. Neo4j
 * caches plans by the types of the parameters, so each question is planned with and without an entity, and with and without
 * a period. The first run of a plan is slow too, so each runs once, for at most 2 s.
 */
export async function warmPlans(driver: Driver, questions: Questions, signal: AbortSignal): Promise<void> {
  const { records } = await readAll(driver, await readCypher('lookup/warm-up'), {}, signal)
  const ids = { people: records[0]?.get('people') ?? [], organisations: records[0]?.get('organisations') ?? [] }
  for (const question of [...questions.values()].sort(byRank))
    for (const given of variantsOf(question, ids)) {
      if (signal.aborted) return
      try {
        const params = question.params.parse(given)
        await readAll(driver, `EXPLAIN ${question.cypher}`, toCypher(params), signal)
        const brief = AbortSignal.timeout(MAX_WARM_MS)
        await ask(driver, question, params, { signal: AbortSignal.any([signal, brief]) })
      } catch {
        // The user who asks this question will get the error.
      }
    }
}

const byRank = (a: Question, b: Question): number => rankOf(a) - rankOf(b)
const rankOf = ({ name }: Question): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)

/** Parameters in every combination: with existing entities and without, with a period and without. */
function variantsOf({ params, entities = {}, example }: Question, ids: Record<'people' | 'organisations', string[]>) {
  const counts = { people: 0, organisations: 0 }
  const named = Object.entries(entities).flatMap(([name, kind]) => {
    const from = kind === 'Person' ? 'people' : 'organisations'
    const id = ids[from][counts[from]++]
    if (id === undefined) return []
    // A parameter for a list rejects a single id.
    const given = params.shape[name]?.safeParse(id).success ? id : [...new Set(ids[from])].join(',')
    return [[name, given]]
  })
  const base = Object.fromEntries(Object.entries(example).filter(([name]) => !(name in WINDOW) && !(name in entities)))
  const withEntities = { ...base, ...Object.fromEntries(named) }
  const without =
    named.length > 0 && Object.keys(entities).every(name => params.shape[name]?.safeParse(undefined).success)
  const variants = without ? [withEntities, base] : [withEntities]
  const takesWindow = 'from' in params.shape && 'to' in params.shape
  return takesWindow ? variants.flatMap(variant => [variant, { ...variant, ...WINDOW }]) : variants
}

/** Faster answers are not worth storing. */
const SLOW_MS = 250
const MAX_SLOW_MS = 240_000

/**
 * Computes the answers about the whole graph that take longest, and stores them until the data change. `flows`, for example,
 * reads every departure with everything that could come next.
 */
export async function precomputeSlowAnswers(driver: Driver, questions: Questions, signal: AbortSignal): Promise<void> {
  for (const question of [...questions.values()].sort(byRank)) {
    const whole = question.params.safeParse({})
    if (!whole.success || signal.aborted) continue
    try {
      const from = performance.now()
      const answer = await ask(driver, question, whole.data, { signal, timeout: MAX_SLOW_MS })
      if (performance.now() - from > SLOW_MS) storePrecomputed(driver, question, whole.data, answer)
    } catch {
      // The user who asks this question will get the answer or the error.
    }
  }
}

/**
 * Warms up plans, slow answers and the whole network now and after every load, because Neo4j replans when its statistics have changed
 * much, and loses its plans when it restarts. `onFailure` is called with the error each time that the database does not answer.
 */
export const keepWarm = (
  driver: Driver,
  { questions, network }: { questions: Questions; network?: NetworkReader },
  signal: AbortSignal,
  onFailure: (error: unknown) => void = () => {},
): Promise<void> =>
  followBookmark(
    driver,
    {
      async onChange() {
        await warmPlans(driver, questions, signal)
        await precomputeSlowAnswers(driver, questions, signal)
        await network?.read()
      },
      onFailure(error) {
        onFailure(error)
        return undefined
      },
    },
    signal,
  )
