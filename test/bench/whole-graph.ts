import type { Driver } from '../../server/db/connect.ts'
import type { Question, Questions } from '../../server/db/cypher-files.ts'
import { toCypher } from '../../server/db/values.ts'
import { precomputeSlowAnswers, warmPlans } from '../../server/questions/warm-up.ts'
import { caller, quantile, round } from './timing.ts'

const CALLS = 7
/** Reads a property of every tenure: a lower bound for questions about the whole graph. */
const FLOOR = "MATCH ()-[stay:WAS_AT]->() WHERE stay.id > '' RETURN count(*) AS count"

/**
 * Every question that can be asked about the whole graph, without a person or an organisation: its first call after warming the plans,
 * the median of the next calls, and its memory in Neo4j. `url` is a server without caches. The figures are ratios: to one pass
 * over all tenures, and of the first call to the median.
 */
export async function wholeGraph(
  say: (line: string) => void,
  { driver, url, questions }: { driver: Driver; url: string; questions: Questions },
): Promise<Record<string, number>> {
  const whole = [...questions.values()].filter(isWhole)
  await driver.executeQuery('CALL db.clearQueryCaches()')
  const { signal } = new AbortController()
  await warmPlans(driver, questions, signal)
  await precomputeSlowAnswers(driver, questions, signal)
  const over = caller()
  const floor = await timesOf(() => driver.executeQuery(FLOOR, {}, { routing: 'READ' }))
  const floorMs = quantile(floor.slice(1), 0.5)
  say(`  one pass over all stays: ${floorMs.toFixed(0)} ms`)
  let [slowestMs, slowestFirst, mostMB] = [0, 0, 0]
  for (const question of whole) {
    const path = `${url}api/queries/${question.name}?${new URLSearchParams(paramsOf(question))}`
    try {
      const [first = Number.NaN, ...times] = await timesOf(() => over.json(path))
      const median = quantile(times, 0.5)
      const megabytes = await memoryOf(driver, question)
      slowestMs = Math.max(slowestMs, median)
      slowestFirst = Math.max(slowestFirst, first / median)
      mostMB = Math.max(mostMB, megabytes ?? 0)
      const memory = megabytes === null ? 'over 20 s without a kept answer' : `${megabytes} MB`
      say(`  ${question.name}: first ${first.toFixed(0)} ms, p50 ${median.toFixed(0)} ms, ${memory}`)
    } catch (error) {
      slowestMs = Number.POSITIVE_INFINITY
      say(`  ${question.name}: ${error instanceof Error ? error.message : error}`)
    }
  }
  over.close()
  return {
    wholeGraphVsPass: Number.isFinite(slowestMs) ? round(slowestMs / floorMs) : -1,
    wholeGraphFirstVsMedian: round(slowestFirst),
    wholeGraphMB: mostMB,
  }
}

const isWhole = (question: Question): boolean => question.params.safeParse(paramsOf(question)).success

const paramsOf = ({ example, entities = {} }: Question): Record<string, string> =>
  Object.fromEntries(
    Object.entries(example)
      .filter(([name]) => !(name in entities))
      .map(([name, value]) => [name, String(value)]),
  )

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let call = 0; call < CALLS; call++) {
    const from = performance.now()
    await work()
    times.push(performance.now() - from)
  }
  return times
}

/** The peak memory of the transaction according to Neo4j, in MB; null after a timeout. */
async function memoryOf(driver: Driver, question: Question): Promise<number | null> {
  const session = driver.session({ defaultAccessMode: 'READ' })
  try {
    const params = toCypher(question.params.parse(paramsOf(question)))
    const { summary } = await session.run(`PROFILE ${question.cypher}`, params, { timeout: 60_000 })
    const bytes = summary.profile ? summary.profile.arguments.GlobalMemory : 0
    return round(Number(bytes ?? 0) / 2 ** 20)
  } catch {
    return null
  } finally {
    await session.close()
  }
}
