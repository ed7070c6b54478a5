import { setTimeout as wait } from 'node:timers/promises'
import { type Bookmark, readAll, readBookmark } from '../db/bookmark.ts'
import type { Driver } from '../db/connect.ts'
import { type Question, type Questions, readCypher } from '../db/cypher-files.ts'
import { toCypher } from '../db/values.ts'
import { ask } from './ask.ts'
import { storePrecomputed } from './precomputed-answers.ts'

/** Asked first by every page, so they are warmed first. */
const FIRST = ['overview', 'who-left', 'where-they-went', 'career', 'around', 'search', 'claims']
const WINDOW = { from: '2000', to: '2020' }

/** How long a question runs to be warm, in milliseconds. Neo4j keeps its plan even if it is cut off. */
const MAX_WARM_MS = 2_000

/**
 * Has Neo4j plan every question, so that no reader waits for it: a plan takes 20 to 300 ms, and an answer about one person
 * a few. A plan is kept by the kinds of the parameters, so each question is planned with and without an entity, and
 * with and without a window. The first answer by a plan is slow as well, so each is asked once, for a moment at most.
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
        await ask(driver, question, params, AbortSignal.any([signal, brief]))
      } catch {
        // A reader who asks this question gets the error.
      }
    }
}

const byRank = (a: Question, b: Question): number => rankOf(a) - rankOf(b)
const rankOf = ({ name }: Question): number => (FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length)

/** Parameters of every combination of kinds: with entities that there are and without, with a window and without. */
function variantsOf({ params, entities = {}, example }: Question, ids: Record<'people' | 'organisations', string[]>) {
  const counts = { people: 0, organisations: 0 }
  const named = Object.entries(entities).flatMap(([name, kind]) => {
    const from = kind === 'Person' ? 'people' : 'organisations'
    const id = ids[from][counts[from]++]
    if (id === undefined) return []
    // A parameter that takes a list takes no single id.
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

/** Answers that take less are quick enough to be found anew. */
const SLOW_MS = 250
const MAX_SLOW_MS = 240_000

/**
 * Finds the answers about the whole graph that take longer than a reader waits, and keeps them until the data change:
 * `flows` reads every leaving with all that could come next.
 */
export async function precomputeSlowAnswers(driver: Driver, questions: Questions, signal: AbortSignal): Promise<void> {
  for (const question of [...questions.values()].sort(byRank)) {
    const whole = question.params.safeParse({})
    if (!whole.success || signal.aborted) continue
    try {
      const from = performance.now()
      const answer = await ask(driver, question, whole.data, signal, MAX_SLOW_MS)
      if (performance.now() - from > SLOW_MS) storePrecomputed(driver, question, whole.data, answer)
    } catch {
      // Answered, or refused, when a reader asks.
    }
  }
}

const POLL_MS = 5_000

/**
 * Warms plans and slow answers now, and again whenever something was loaded: Neo4j plans anew once its counts are far from
 * those of the plan. It looks every 5 s where the data stand, and waits until they stand still, so that a load is not slowed.
 */
export async function keepWarm(driver: Driver, questions: Questions, signal: AbortSignal): Promise<void> {
  let warmed: Bookmark | null = null
  let seen: Bookmark | null = null
  while (!signal.aborted) {
    try {
      const bookmark = await readBookmark(driver)
      const isStill = seen === null || bookmark === seen
      if (bookmark !== null && bookmark !== warmed && isStill) {
        await warmPlans(driver, questions, signal)
        await precomputeSlowAnswers(driver, questions, signal)
        warmed = bookmark
      }
      seen = bookmark
    } catch {
      // Neo4j is down; its plans are gone once it is up again.
      warmed = null
    }
    await wait(POLL_MS, undefined, { signal, ref: false }).catch(() => {})
  }
}
